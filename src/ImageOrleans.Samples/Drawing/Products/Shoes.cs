using SkiaSharp;

namespace ImageOrleans.Samples.Drawing.Products;

/// <summary>Shoes that are seen from the side, the toe to the right.</summary>
internal static class Shoes
{
    private static readonly SKPath Sole =
        Outline.Of("M-40.5 21C-42 27 -41 35.6 -36 36H35C41 36 44 31 43.4 24C42 20 36 22 30 23C10 27 -20 27 -40.5 21Z");

    private static readonly SKPath Tread =
        Outline.Of("M-41 31.6Q-40.4 36 -36 36H35C40 36 42.4 33.6 43.2 30C20 33.6 -20 34 -41 31.6Z");
    private static readonly SKPath SoleLine = Outline.Of("M-41.2 28.6C-20 32 20 31.6 43.4 27");

    private static readonly SKPath Upper = Outline.Of(
        "M-40 24C-41.4 12 -40 2 -37.4 -9C-36 -13.6 -30 -13 -27 -9C-22 -4 -16 -5 -11 -11C-8.4 -14 -4.4 -14 -2 -11"
        + "C4 -3 15 4 27 9C37 13 42.4 17 42.6 24.6C30 28.6 -20 30 -40 24Z");

    private static readonly SKPath Lining = Outline.Of(
        "M-36.6 -9.6C-35 -12.4 -30.6 -12 -27.6 -8.4C-22 -2.4 -15.4 -4 -10.6 -9.6L-9 -7.6C-15 0 -24 1.6 -31 -2.6"
        + "Q-35 -5 -36.6 -9.6Z");
    private static readonly SKPath Tongue = Outline.Of("M-12 -9C-12.6 -14 -12.4 -18 -10.6 -19.4C-7 -21 -3 -17 2 -9L6 -3L-3 -3Z");
    private static readonly SKPath Toe = Outline.Of("M27 9C37 13 42.4 17 42.6 24.6C37 26.4 31 27 25 27.4C21 20 22 13 27 9Z");
    private static readonly SKPath Heel =
        Outline.Of("M-40 24C-41.4 12 -40 2 -38.4 -5C-32 -3 -29 4 -28 12S-26 24 -25 27.4C-31 26.6 -36 25.4 -40 24Z");
    private static readonly SKPath Eyestay =
        Outline.Of("M-11 -11C-8.4 -14 -4.4 -14 -2 -11C4 -3 12 2.6 21.6 6.8L18 13.6C8 11 -3 5 -11 -3.6Z");
    private static readonly SKPath Stripe = Outline.Of("M-20 26.6C-12 17 -3 9 6 9.4L10.6 11C3 13 -5 19.6 -10 27.6Z");
    private static readonly SKPath Stitches = Outline.Of(
        "M-10.4 -2.2C-3 6 8 12 17.4 14.8M-30 -1C-27.6 4 -26.8 9 -26.2 14S-24.6 24 -23.6 27M23.4 26.6"
        + "C19.4 20 20.6 13.4 24.8 9.4");
    private static readonly SKPath Instep = Outline.Of("M-34 23C-20 27 20 27.4 40 23L42.6 24.6C30 28.6 -20 30 -40 24Z");

    private static readonly SKPath Shaft = Outline.Of(
        "M-38 24C-41.6 12 -37 2 -35.6 -8C-34.4 -18 -36 -28 -37 -36C-30 -40 -16 -40 -8 -36.6C-8.4 -26 -8 -18 -5 -12"
        + "C2 0 16 4 28 8C38 12 43 16 43 24.6C30 28.6 -20 30 -38 24Z");

    private static readonly SKPath Collar =
        Outline.Of("M-37 -36C-30 -40 -16 -40 -8 -36.6L-8.2 -29C-16 -32.4 -29 -32.4 -37.3 -28.6Z");
    private static readonly SKPath BootOpening =
        Outline.Of("M-36 -36.4C-29 -39.6 -16 -39.6 -9 -36.8C-15 -34.6 -29 -34.4 -36 -36.4Z");
    private static readonly SKPath Facing = Outline.Of(
        "M-15 -31.6C-12 -32 -9.6 -31.4 -8.2 -30.6C-8.4 -22 -7.6 -17 -5 -12C1 -2 9 2 17 4.8L13 12.6C1 9 -9 1 -13 -9"
        + "C-15 -16 -15.4 -24 -15 -31.6Z");
    private static readonly SKPath Cuff = Outline.Of("M-38.6 6C-32 2 -24 4 -18 12S-6 22 4 27.4C-14 28.4 -30 27 -38 24Z");
    private static readonly SKPath Lugs =
        Outline.Of("M-36 35.6H-28M-25 35.6H-17M-14 35.6H-6M-3 35.6H5M8 35.6H16M19 35.6H27M30 35.4H37");
    private static readonly SKPath BootStitches = Outline.Of(
        "M-16.4 -31C-16.8 -22 -16 -14 -14.4 -8.4C-10 2 0 10.4 12.4 14M-37.6 4.2C-31 .4 -23 2.4 -16.6 10.6"
        + "S-4 21 6 26.4");

    private static readonly SKPath Lace = Outline.Of("M-3.4 3.2C-1.6 1 1.6 -2.4 4.4 -3");

    public static void DrawSneaker(Painter painter, Look look)
    {
        DrawSole(painter, Tones.Rubber, look.Body);
        painter.Slantwise(Tongue, look.Body.Lit(0.2f), look.Body.Dark(0.3f));
        painter.Texture(Tongue, Textures.Weave, 0.24f, 0.2f);
        DrawUpper(painter, Upper, look.Body, Textures.Weave, 0.24f, 0.2f);
        painter.Down(Lining, look.Body.Dark(0.88f), look.Body.Dark(0.6f));
        painter.Line(Lining, look.Body.Lit(0.25f).Faded(0.6f), 0.7f);
        DrawPanel(painter, Heel, look.Accent);
        DrawPanel(painter, Toe, Tones.Rubber);
        DrawPanel(painter, Eyestay, look.Body.Dark(0.15f));
        painter.Slantwise(Stripe, Tones.Rubber, Tones.Rubber.Dark(0.2f));
        painter.Line(Stitches, look.Body.Lit(0.5f).Faded(0.75f), 0.4f, [1.1f, 0.7f]);
        painter.Down(Instep, SKColors.Black.Faded(0), SKColors.Black.Faded(0.45f));
        DrawLaces(painter, Tones.Paper, -5, -8.6f, 4.7f, 3.8f, 5);
        using var restored = new SKAutoCanvasRestore(painter.Canvas);
        painter.Canvas.RotateDegrees(8, -32, 14);
        var ink = look.Accent.IsLight() ? look.Accent.Dark(0.75f) : Tones.Rubber;
        Lettering.Draw(painter.Canvas, look.Label, new SKRect(-38, 11, -28, 15), ink);
    }

    public static void DrawBoot(Painter painter, Look look)
    {
        DrawSole(painter, Tones.Graphite, Tones.Graphite);
        painter.Line(Lugs, Tones.Graphite.Dark(0.5f), 2.6f);
        DrawUpper(painter, Shaft, look.Body, Textures.Pebble, 0.5f, 0.22f);
        painter.Texture(Shaft, Textures.Mottle, 1.1f, 0.12f);
        DrawPanel(painter, Cuff, look.Body.Dark(0.3f));
        DrawPanel(painter, Toe, look.Body.Dark(0.42f));
        using (painter.Within(Shaft))
        {
            painter.Slantwise(Collar, look.Accent.Lit(0.1f), look.Accent.Dark(0.3f));
            painter.Texture(Collar, Textures.Weave, 0.3f, 0.2f);
        }

        painter.Down(BootOpening, look.Body.Dark(0.9f), look.Body.Dark(0.65f));
        DrawPanel(painter, Facing, look.Body.Dark(0.2f));
        painter.Line(BootStitches, Tones.Oak.Lit(0.3f).Faded(0.8f), 0.4f, [1.1f, 0.7f]);
        painter.Down(Instep, SKColors.Black.Faded(0), SKColors.Black.Faded(0.5f));
        DrawLaces(painter, Tones.Brass.Lit(0.1f), -12, -27, 0.7f, 6, 4);
        DrawLaces(painter, Tones.Brass.Lit(0.1f), -6, -6, 4.6f, 3.4f, 4);
        using var restored = new SKAutoCanvasRestore(painter.Canvas);
        painter.Canvas.RotateDegrees(4, -28, 17);
        Lettering.Draw(painter.Canvas, look.Label, new SKRect(-35, 13, -20, 18), Tones.Oak.Lit(0.4f));
    }

    private static void DrawSole(Painter painter, SKColor rubber, SKColor line)
    {
        painter.Down(Sole, rubber.Lit(0.1f), rubber, rubber.Dark(0.3f));
        painter.Texture(Sole, Textures.Pebble, 0.4f, 0.2f);
        painter.Down(Tread, rubber.Dark(0.35f), rubber.Dark(0.7f));
        painter.Line(SoleLine, line.Dark(0.1f), 0.9f);
    }

    private static void DrawUpper(Painter painter, SKPath upper, SKColor colour, SKImage material, float scale, float strength)
    {
        painter.Slantwise(upper, colour.Lit(0.2f), colour, colour.Dark(0.35f));
        painter.Texture(upper, material, scale, strength);
        using (painter.Within(upper))
        {
            painter.Glow(-8, 8, 24, 14, SKColors.White.Faded(0.16f));
            painter.Glow(-24, 28, 22, 18, SKColors.Black.Faded(0.25f));
            painter.Glow(8, -6, 16, 9, SKColors.White.Faded(0.22f));
        }
    }

    private static void DrawPanel(Painter painter, SKPath panel, SKColor colour)
    {
        using (new SKAutoCanvasRestore(painter.Canvas))
        {
            painter.Canvas.Translate(0.5f, 0.7f);
            painter.Line(panel, SKColors.Black.Faded(0.28f), 0.7f);
        }

        painter.Slantwise(panel, colour.Lit(0.28f), colour, colour.Dark(0.32f));
        painter.Texture(panel, Textures.Pebble, 0.35f, 0.14f);
        painter.Line(panel, colour.Lit(0.3f).Faded(0.4f), 0.3f);
    }

    private static void DrawLaces(Painter painter, SKColor colour, float x, float y, float stepX, float stepY, int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var restored = new SKAutoCanvasRestore(painter.Canvas);
            painter.Canvas.Translate(x + (i * stepX), y + (i * stepY));
            painter.Canvas.Translate(0.5f, 0.9f);
            painter.Line(Lace, SKColors.Black.Faded(0.4f), 1.9f);
            painter.Canvas.Translate(-0.5f, -0.9f);
            painter.Tube(Lace, colour, 1.8f);
        }
    }
}
