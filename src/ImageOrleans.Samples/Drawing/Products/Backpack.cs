using SkiaSharp;

namespace ImageOrleans.Samples.Drawing.Products;

internal static class Backpack
{
    private static readonly SKPath Handle = Outline.Of("M-7 -38C-7 -47 7 -47 7 -38");
    private static readonly SKPath Straps = Outline.Of("M-24 -20C-33 -8 -34 14 -30 33M24 -20C33 -8 34 14 30 33");
    private static readonly SKPath SidePockets =
        Outline.Of("M-25 8C-31 10 -32 28 -29 34L-22 35V8ZM25 8C31 10 32 28 29 34L22 35V8Z");
    private static readonly SKPath Body =
        Outline.Of("M-27 -14C-27 -34 -16 -40 0 -40S27 -34 27 -14L28.6 24C29 33 25 36.6 17 36.6H-17C-25 36.6 -29 33 -28.6 24Z");
    private static readonly SKPath Lid =
        Outline.Of("M-27 -14C-27 -34 -16 -40 0 -40S27 -34 27 -14L27.2 -8C16 -3 -16 -3 -27.2 -8Z");
    private static readonly SKPath LidZip = Outline.Of("M-27.2 -8C-16 -3 16 -3 27.2 -8");
    private static readonly SKPath Pocket = Outline.Of("M-21 8Q0 4.4 21 8L22.4 27Q22.4 32.6 17 32.6H-17Q-22.4 32.6 -22.4 27Z");
    private static readonly SKPath PocketZip = Outline.Of("M-20 11Q0 7.4 20 11");
    private static readonly SKPath PocketSeam =
        Outline.Of("M-19.6 13.4L-20.6 26.6Q-20.6 31 -16.4 31H16.4Q20.6 31 20.6 26.6L19.6 13.4");
    private static readonly SKPath Webbing = Outline.Of("M-13.5 -5.2V9M13.5 -5.2V9");
    private static readonly SKPath Buckle = Outline.Box(-2.4f, -2.2f, 2.4f, 2.2f, 0.8f);
    private static readonly SKPath Patch = Outline.Box(-10, -25, 10, -16, 1.2f);
    private static readonly SKPath Puller = Outline.Of("M0 0L2 6");

    private static readonly float[] WebbingCentres = [-13.5f, 13.5f];
    private static readonly (float X, float Y)[] Folds = [(-18, -30), (14, -32), (-24, 4), (23, 6)];

    public static void Draw(Painter painter, Look look)
    {
        var leather = Tones.Walnut.Mixed(look.Accent, 0.35f);
        painter.Tube(Straps, look.Body.Dark(0.35f), 5.4f, 0.05f);
        painter.Tube(Handle, leather, 3.4f, 0.2f);
        painter.Across(SidePockets, look.Body.Dark(0.2f), look.Body.Dark(0.5f), look.Body.Dark(0.65f));
        painter.Texture(SidePockets, Textures.Weave, 0.3f, 0.3f);
        DrawCloth(painter, Body, look.Body);
        using (painter.Within(Body))
        {
            painter.Glow(0, 38, 34, 12, SKColors.Black.Faded(0.5f));
            painter.Glow(0, -3, 30, 7, SKColors.Black.Faded(0.35f));
        }

        DrawCloth(painter, Lid, look.Body.Lit(0.06f));
        DrawZip(painter, LidZip);
        using (painter.Within(Body))
        {
            foreach (var (x, y) in Folds)
            {
                painter.Glow(x, y, 9, 3.4f, SKColors.Black.Faded(0.22f));
                painter.Glow(x - 1, y - 3, 9, 3, SKColors.White.Faded(0.12f));
            }
        }

        painter.Glow(0, 21, 26, 17, SKColors.Black.Faded(0.5f));
        DrawCloth(painter, Pocket, look.Body.Mixed(look.Accent, 0.25f));
        painter.Line(PocketSeam, look.Body.Lit(0.45f).Faded(0.7f), 0.4f, [1.2f, 0.8f]);
        DrawZip(painter, PocketZip);
        painter.Line(Webbing, look.Body.Dark(0.6f), 3.4f);
        painter.Line(Webbing, leather.Dark(0.1f), 2.6f);
        foreach (var x in WebbingCentres)
        {
            using var restored = new SKAutoCanvasRestore(painter.Canvas);
            painter.Canvas.Translate(x, 2);
            painter.Slantwise(Buckle, Tones.Steel.Lit(0.4f), Tones.Steel.Dark(0.4f), Tones.Steel.Dark(0.1f));
        }

        painter.Slantwise(Patch, leather.Lit(0.2f), leather.Dark(0.2f));
        painter.Texture(Patch, Textures.Pebble, 0.3f, 0.3f);
        painter.Line(Patch, leather.Lit(0.5f).Faded(0.7f), 0.35f, [1, 0.7f]);
        Lettering.Draw(painter.Canvas, look.Label, new SKRect(-8, -22.6f, 8, -18.4f), leather.Dark(0.75f));
    }

    private static void DrawCloth(Painter painter, SKPath part, SKColor colour)
    {
        painter.Across(
            part,
            colour.Dark(0.42f),
            colour.Dark(0.04f),
            colour.Lit(0.14f),
            colour.Lit(0.02f),
            colour.Dark(0.2f),
            colour.Dark(0.52f));
        painter.Texture(part, Textures.Weave, 0.26f, 0.34f);
        painter.Texture(part, Textures.Mottle, 1.3f, 0.12f);
        painter.Down(part, SKColors.White.Faded(0.16f), SKColors.Black.Faded(0), SKColors.Black.Faded(0.28f));
        painter.Line(part, colour.Dark(0.7f).Faded(0.28f), 0.4f);
    }

    private static void DrawZip(Painter painter, SKPath zip)
    {
        painter.Line(zip, Tones.Graphite, 1.8f);
        painter.Line(zip, Tones.Steel.Dark(0.15f), 0.45f, [0.2f, 0.7f]);
        using var restored = new SKAutoCanvasRestore(painter.Canvas);
        painter.Canvas.Translate(zip.Bounds.Right - 7, zip.Bounds.MidY + 0.4f);
        painter.Tube(Puller, Tones.Steel, 1.3f, 0.9f);
    }
}
