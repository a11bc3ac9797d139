using SkiaSharp;

namespace ImageOrleans.Samples.Drawing.Products;

/// <summary>Headphones, seen from the front or lying.</summary>
internal static class Headphones
{
    private static readonly SKPath Band = Outline.Of("M-30 6C-38 -22 -26 -38 0 -38S38 -22 30 6");
    private static readonly SKPath Padding = Outline.Of("M-22 -24C-14 -36 14 -36 22 -24");
    private static readonly SKPath Slider = Outline.Of("M-32.8 -12C-32.8 -6 -32 0 -30.6 5");
    private static readonly SKPath Yoke = Outline.Of("M-38 22C-44 8 -40 -2 -31 -2S-22 6 -22 20");
    private static readonly SKPath Shell =
        Outline.Of("M-34 1C-26 0 -23 8 -23 18S-27 37 -35 36C-43 35 -45 26 -44 17S-41 2 -34 1Z");
    private static readonly SKPath ShellDisc = Outline.Oval(-38, 18.5f, 4.6f, 12.5f);
    private static readonly SKPath Cushion =
        Outline.Of("M-27 1C-19 -1 -14.6 7 -14.6 18S-19 38 -27 36C-31.6 35 -32.4 26 -32 18S-30.6 2 -27 1Z");
    private static readonly SKPath CushionSeam = Outline.Of("M-24.8 2C-27.6 8 -27.6 29 -24.8 35");
    private static readonly SKPath Ear = Outline.Of("M-20 8C-16.8 9 -16.4 14 -16.4 18S-17 28 -20 29C-22.6 27 -22.6 10 -20 8Z");

    public static void Draw(Painter painter, Look look)
    {
        painter.Tube(Band, look.Body, 5.6f, 0.45f);
        painter.Tube(Padding, Tones.Graphite.Mixed(look.Accent, 0.3f), 5, 0.1f);
        DrawSide(painter, look);
        using (new SKAutoCanvasRestore(painter.Canvas))
        {
            painter.Canvas.Scale(-1, 1);
            DrawSide(painter, look);
        }

        Lettering.Draw(painter.Canvas, look.Label, new SKRect(-7, -40, 7, -36.4f), look.Ink.Faded(0.8f));
    }

    private static void DrawSide(Painter painter, Look look)
    {
        var cushion = Tones.Graphite.Mixed(look.Accent, 0.3f);
        painter.Tube(Slider, Tones.Steel, 3.2f, 0.9f);
        painter.Tube(Yoke, Tones.Steel.Mixed(look.Body, 0.3f), 2.4f, 0.8f);
        painter.Ball(Shell, look.Body, 0.5f);
        painter.Texture(Shell, Textures.Pebble, 0.2f, 0.06f);
        painter.Slantwise(ShellDisc, look.Body.Lit(0.35f), look.Body.Dark(0.2f), look.Body.Dark(0.5f));
        painter.Line(ShellDisc, Tones.Steel.Lit(0.4f).Faded(0.8f), 0.5f);
        painter.Ball(Cushion, cushion, 0.25f);
        painter.Texture(Cushion, Textures.Pebble, 0.28f, 0.18f);
        painter.Line(CushionSeam, cushion.Dark(0.6f), 0.5f);
        painter.Down(Ear, SKColors.Black.Faded(0.75f), SKColors.Black.Faded(0.45f));
        using (painter.Within(Cushion))
        {
            painter.Glow(-23, 8, 5, 9, SKColors.White.Faded(0.3f));
        }
    }
}
