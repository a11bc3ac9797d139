using SkiaSharp;

namespace ImageOrleans.Samples.Drawing.Products;

internal static class Vases
{
    private static readonly SKPath Body = Outline.Of(
        "M-8 -37C-7 -30 -6 -26 -8 -20C-12 -10 -25 -4 -25 11C-25 24 -18 32 -13 36Q0 38.6 13 36C18 32 25 24 25 11"
        + "C25 -4 12 -10 8 -20C6 -26 7 -30 8 -37Z");

    private static readonly SKPath Rim = Outline.Oval(0, -37, 10, 2.6f);
    private static readonly SKPath Opening = Outline.Oval(0, -36.8f, 8, 1.8f);
    private static readonly SKPath Band = Outline.Of("M-24.4 6Q0 12 24.4 6V17Q0 23 -24.6 17Z");
    private static readonly SKPath BandEdges = Outline.Of("M-24.4 6Q0 12 24.4 6M-24.6 17Q0 23 24.6 17");
    private static readonly SKPath Turning =
        Outline.Of("M-13 -10Q0 -7 13 -10M-18 -4Q0 0 18 -4M-22 2Q0 7 22 2M-23 23Q0 29 23 23M-20 29Q0 34 20 29");

    private static readonly SKPath Stem =
        Outline.Of("M0 -36C-1 -50 3 -62 -3 -78M0 -48C6 -54 9 -58 11 -66M1 -58C-5 -63 -8 -64 -13 -72");
    private static readonly SKPath Leaf = Outline.Of("M0 0C4 -5 10 -5 14 -2C10 3 4 3 0 0Z");

    private static readonly (float X, float Y, float Turn)[] Leaves =
    [
        (-3, -78, -100), (11, -66, -50), (-13, -72, -150), (0, -50, -10), (0, -56, 190), (6, -55, -80), (-6, -63, -60),
        (0, -68, -20),
    ];

    public static void DrawOne(Painter painter, Look look) => Draw(painter, look.Body, look.Label);

    public static void DrawSet(Painter painter, Look look)
    {
        DrawSmall(painter, -20, 0.62f, look.Body.Lit(0.45f), look.Label, hasStem: false);
        DrawSmall(painter, 21, 0.52f, look.Accent, "", hasStem: false);
        DrawSmall(painter, 2, 0.72f, look.Body, look.Label, hasStem: true);
    }

    private static void DrawSmall(Painter painter, float x, float scale, SKColor colour, string label, bool hasStem)
    {
        using var restored = new SKAutoCanvasRestore(painter.Canvas);
        painter.Canvas.Translate(x, Product.Floor * (1 - scale));
        painter.Canvas.Scale(scale * 0.8f, scale);
        Draw(painter, colour, label);
        if (hasStem)
        {
            painter.Tube(Stem, new SKColor(0xFF6B6A3C), 1.1f);
            foreach (var (leafX, leafY, turn) in Leaves)
            {
                using var unturned = new SKAutoCanvasRestore(painter.Canvas);
                painter.Canvas.Translate(leafX, leafY);
                painter.Canvas.RotateDegrees(turn);
                painter.Slantwise(Leaf, new SKColor(0xFF9DAE7C), new SKColor(0xFF4E6240));
            }
        }
    }

    private static void Draw(Painter painter, SKColor clay, string label)
    {
        painter.Cylinder(Body, clay, 0.12f);
        painter.Texture(Body, Textures.Mottle, 0.7f, 0.16f);
        painter.Texture(Body, Textures.Pebble, 0.4f, 0.14f);
        painter.Cylinder(Band, clay.Lit(0.55f), 0.05f);
        painter.Texture(Band, Textures.Pebble, 0.5f, 0.16f);
        painter.Line(BandEdges, clay.Dark(0.5f).Faded(0.6f), 0.5f);
        painter.Line(Turning, SKColors.Black.Faded(0.12f), 0.6f);
        using (painter.Within(Body))
        {
            painter.Glow(-9, 2, 15, 22, SKColors.White.Faded(0.3f));
            painter.Glow(0, 40, 30, 14, SKColors.Black.Faded(0.5f));
            painter.Glow(3, -22, 9, 8, SKColors.Black.Faded(0.3f));
        }

        painter.Across(Rim, clay.Lit(0.1f), clay.Lit(0.4f), clay.Dark(0.1f), clay.Dark(0.3f));
        painter.Down(Opening, clay.Dark(0.85f), clay.Dark(0.6f));
        Lettering.Draw(painter.Canvas, label, new SKRect(-10, 10.5f, 10, 16.5f), clay.Dark(0.6f).Faded(0.85f));
    }
}
