using SkiaSharp;

namespace ImageOrleans.Samples.Drawing.Products;

internal static class Mugs
{
    private static readonly SKPath Body =
        Outline.Of("M-30 -22C-29.4 -2 -29.4 12 -27.6 26C-27 32 -22 36.6 -6 36.6C10 36.6 15 32 15.6 26C17.4 12 17.4 -2 18 -22Z");

    private static readonly SKPath Unglazed =
        Outline.Of("M-28.3 20C-20 25 -12 21 -4 24.6S10 22 16.4 20.4L15.6 26C15 32 10 36.6 -6 36.6C-22 36.6 -27 32 -27.6 26Z");

    private static readonly SKPath GlazeEdge = Outline.Of("M-28.3 20C-20 25 -12 21 -4 24.6S10 22 16.4 20.4");
    private static readonly SKPath Rim = Outline.Oval(-6, -22, 24, 6.4f);
    private static readonly SKPath Opening = Outline.Oval(-6, -21.6f, 21.8f, 5.2f);
    private static readonly SKPath Coffee = Outline.Oval(-6, -19.4f, 20, 4.2f);
    private static readonly SKPath Handle = Outline.Of("M16.5 -12C38 -18 38 22 14.5 18");
    private static readonly SKPath Shine =
        Outline.Of("M-23.5 -13C-23.4 0 -23.4 8 -22.4 16L-18.4 17C-19.4 8 -19.6 0 -19.6 -11.6Z");

    private static readonly SKPath Saucer = Outline.Oval(0, 29.4f, 41, 8);
    private static readonly SKPath SaucerRim = Outline.Oval(0, 28.4f, 41, 7.6f);
    private static readonly SKPath SaucerWell = Outline.Oval(0, 29, 24, 4.4f);
    private static readonly SKPath CupBody = Outline.Of("M-25 -12C-25 10 -18 26 -11 30Q0 33.4 11 30C18 26 25 10 25 -12Z");
    private static readonly SKPath CupRim = Outline.Oval(0, -12, 25, 6.6f);
    private static readonly SKPath CupOpening = Outline.Oval(0, -11.6f, 23, 5.5f);
    private static readonly SKPath Espresso = Outline.Oval(0, -9.6f, 21, 4.4f);
    private static readonly SKPath CupHandle = Outline.Of("M23.5 -6C40 -10 38 14 18.5 13.5");
    private static readonly SKPath CupShine = Outline.Of("M-19 -4C-18.4 6 -15.6 16 -12 22L-9 23C-12.8 16 -15 6 -15.4 -3Z");

    public static void DrawMug(Painter painter, Look look)
    {
        var clay = Tones.Paper.Mixed(Tones.Oak, 0.35f);
        painter.Tube(Handle, look.Body, 6.6f, 0.5f);
        painter.Cylinder(Body, look.Body, 0.22f);
        painter.Texture(Body, Textures.Mottle, 0.8f, 0.16f);
        painter.Cylinder(Unglazed, clay, 0.02f);
        painter.Texture(Unglazed, Textures.Pebble, 0.3f, 0.2f);
        painter.Line(GlazeEdge, look.Body.Dark(0.3f).Faded(0.7f), 0.9f);
        DrawOpening(painter, look.Body, Rim, Opening, Coffee, new SKColor(0xFF2A1710));
        using (painter.Within(Body))
        {
            painter.Glow(-6, 40, 34, 9, SKColors.Black.Faded(0.45f));
            painter.Glow(17, 4, 6, 24, look.Body.Lit(0.5f).Faded(0.25f));
        }

        painter.Down(Shine, SKColors.White.Faded(0.08f), SKColors.White.Faded(0.5f), SKColors.White.Faded(0.04f));
        Lettering.Draw(painter.Canvas, look.Label, new SKRect(-19, -3, 9, 6), look.Ink.Faded(0.8f));
    }

    public static void DrawCup(Painter painter, Look look)
    {
        var china = look.Body.IsLight() ? look.Body : look.Body.Lit(0.1f);
        painter.Down(Saucer, china.Dark(0.45f), china.Dark(0.6f));
        painter.Slantwise(SaucerRim, china.Lit(0.35f), china, china.Dark(0.3f));
        painter.Line(SaucerRim, china.Lit(0.6f).Faded(0.8f), 0.5f);
        painter.Slantwise(SaucerWell, china.Dark(0.45f), china.Dark(0.12f), china.Lit(0.15f));
        painter.Glow(6, 30, 27, 5.6f, SKColors.Black.Faded(0.6f));
        painter.Tube(CupHandle, china, 5, 0.8f);
        painter.Cylinder(CupBody, china, 0.5f);
        using (painter.Within(CupBody))
        {
            painter.Glow(0, 33, 24, 14, SKColors.Black.Faded(0.45f));
            painter.Glow(-12, 0, 12, 20, SKColors.White.Faded(0.25f));
        }

        DrawOpening(painter, china, CupRim, CupOpening, Espresso, new SKColor(0xFF3A2012));
        painter.Glow(-4, -9.4f, 13, 3, new SKColor(0xFFB9793C).Faded(0.8f));
        painter.Glow(8, -10, 8, 2, new SKColor(0xFFC98F4E).Faded(0.7f));
        painter.Down(CupShine, SKColors.White.Faded(0.1f), SKColors.White.Faded(0.8f), SKColors.White.Faded(0.05f));
        Lettering.Draw(painter.Canvas, look.Label, new SKRect(-11, 3, 11, 10), look.Ink.Faded(0.85f));
    }

    private static void DrawOpening(Painter painter, SKColor china, SKPath rim, SKPath opening, SKPath drink, SKColor drinkColour)
    {
        painter.Across(rim, china.Lit(0.3f), china.Lit(0.45f), china.Lit(0.1f), china.Dark(0.15f));
        painter.Across(opening, china.Dark(0.6f), china.Dark(0.35f), china.Lit(0.05f));
        using (painter.Within(opening))
        {
            painter.Slantwise(drink, drinkColour.Dark(0.4f), drinkColour, drinkColour.Lit(0.18f));
            painter.Line(drink, drinkColour.Lit(0.3f).Faded(0.7f), 0.5f);
        }
    }
}
