using SkiaSharp;

namespace ImageOrleans.Samples.Drawing.Products;

internal static class Bottles
{
    private static readonly SKPath SteelBody = Outline.Of(
        "M-13 -12C-13 -20 -7.5 -22 -7.5 -27H7.5C7.5 -22 13 -20 13 -12V32.5C13 35 11 36.4 8 36.6Q0 37.4 -8 36.6"
        + "C-11 36.4 -13 35 -13 32.5Z");

    private static readonly SKPath SteelFoot =
        Outline.Of("M-13 30.5Q0 32.5 13 30.5V32.5C13 35 11 36.4 8 36.6Q0 37.4 -8 36.6C-11 36.4 -13 35 -13 32.5Z");
    private static readonly SKPath SteelNeck = Outline.Of("M-7.5 -29H7.5V-26.6Q0 -25.2 -7.5 -26.6Z");
    private static readonly SKPath Cap =
        Outline.Of("M-8.6 -37.5Q-8.6 -39.5 -6.6 -39.8Q0 -40.6 6.6 -39.8Q8.6 -39.5 8.6 -37.5V-29Q0 -27.4 -8.6 -29Z");
    private static readonly SKPath CapRidges = Outline.Of(
        "M-7.6 -37.6V-30M-6.3 -37.6V-30M-5 -37.6V-30M-3.8 -37.6V-30M-2.5 -37.6V-30M-1.3 -37.6V-30M0 -37.6V-30"
        + "M1.3 -37.6V-30M2.5 -37.6V-30M3.8 -37.6V-30M5 -37.6V-30M6.3 -37.6V-30M7.6 -37.6V-30");
    private static readonly SKPath Loop = Outline.Of("M-5.5 -39.5C-7 -48 7 -48 5.5 -39.5");
    private static readonly SKPath SteelShine =
        Outline.Of("M-8.6 -12C-8.6 -17 -6 -19 -5 -22L-3.4 -22C-4.2 -18 -6 -16 -6 -11V29Q-7.4 29.4 -8.6 29Z");

    private static readonly SKPath GlassBody = Outline.Of(
        "M-11 -6C-11 -14 -4 -16 -4 -24V-36H4V-24C4 -16 11 -14 11 -6V33Q11 36.4 7 36.6Q0 37.2 -7 36.6Q-11 36.4 -11 33Z");

    private static readonly SKPath Liquid = Outline.Of(
        "M-9.8 -6C-9.8 -12 -3.6 -15 -3.2 -20Q0 -19 3.2 -20C3.6 -15 9.8 -12 9.8 -6V32Q9.8 34 6.4 34.2Q0 35 -6.4 34.2"
        + "Q-9.8 34 -9.8 32Z");

    private static readonly SKPath Cork = Outline.Of("M-3.4 -41.4Q0 -42.4 3.4 -41.4V-35H-3.4Z");
    private static readonly SKPath Lip = Outline.Box(-4.9f, -37.4f, 4.9f, -34, 1.4f);
    private static readonly SKPath Paper = Outline.Of("M-11 -1Q0 1.4 11 -1V23Q0 25.4 -11 23Z");
    private static readonly SKPath PaperRules = Outline.Of("M-8 2.6Q0 4.4 8 2.6M-8 20Q0 21.8 8 20");
    private static readonly SKPath Sprig = Outline.Of(
        "M-4 18Q0 14 4.4 13.4M-2 16.2q-.6 -2.4 .8 -3.4q1.2 1.8 -.8 3.4M.6 14.6q0 -2.2 1.6 -3q.8 1.8 -1.6 3M.2 15.6"
        + "q2 1.6 3.6 .8q-1 -1.8 -3.6 -.8");
    private static readonly SKPath GlassShine =
        Outline.Of("M-8.4 -5C-8.4 -10 -2.6 -15 -2.4 -22V-33H-1.4V-22C-1.4 -14 -6.6 -10 -6.6 -5V33H-8.4Z");
    private static readonly SKPath GlassEdge = Outline.Of("M8.4 -4C8.4 -9 6 -11 4.4 -14L5 -13.6C7 -11 9.4 -9 9.4 -4V32H8.4Z");

    public static void DrawSteel(Painter painter, Look look)
    {
        painter.Tube(Loop, look.Accent, 2.4f);
        painter.Metal(SteelNeck, Tones.Steel);
        painter.Cylinder(Cap, Tones.Graphite, 0.35f);
        painter.Line(CapRidges, SKColors.Black.Faded(0.3f), 0.35f);
        painter.Cylinder(SteelBody, look.Body, 0.28f);
        painter.Texture(SteelBody, Textures.Pebble, 0.25f, 0.16f);
        painter.Metal(SteelFoot, Tones.Steel);
        painter.Down(SteelShine, SKColors.White.Faded(0.05f), SKColors.White.Faded(0.5f), SKColors.White.Faded(0.25f));
        painter.Glow(0, -25, 9, 4, SKColors.Black.Faded(0.35f));
        using var restored = new SKAutoCanvasRestore(painter.Canvas);
        painter.Canvas.RotateDegrees(-90, 1, 10);
        Lettering.Draw(painter.Canvas, look.Label, new SKRect(-14, 6, 16, 14), look.Ink.Faded(0.9f));
    }

    public static void DrawGlass(Painter painter, Look look)
    {
        var glass = look.Body.Dark(0.35f);
        painter.Across(
            GlassBody,
            glass.Dark(0.6f),
            glass.Lit(0.28f),
            glass.Dark(0.15f),
            glass.Lit(0.12f),
            glass.Dark(0.1f),
            glass.Dark(0.3f),
            glass.Lit(0.18f),
            glass.Dark(0.65f));
        painter.Across(Liquid, glass.Dark(0.5f), look.Body, look.Body.Lit(0.22f), look.Body.Dark(0.2f), glass.Dark(0.55f));
        painter.Down(Liquid, SKColors.Black.Faded(0.25f), SKColors.Transparent, SKColors.Black.Faded(0.3f));
        painter.Glow(2, 33, 8, 4, look.Body.Lit(0.55f).Faded(0.75f));
        painter.Cylinder(Cork, Tones.Oak, 0.05f);
        painter.Texture(Cork, Textures.Mottle, 0.15f, 0.8f);
        painter.Cylinder(Lip, glass, 0.7f);
        painter.Cylinder(Paper, Tones.Paper, 0.02f);
        painter.Texture(Paper, Textures.Mottle, 0.3f, 0.12f);
        painter.Line(PaperRules, look.Body.Dark(0.4f), 0.35f);
        painter.Line(Sprig, look.Body.Dark(0.3f), 0.6f);
        Lettering.Draw(painter.Canvas, look.Label, new SKRect(-8, 5.5f, 8, 9.8f), look.Body.Dark(0.6f));
        painter.Down(GlassShine, SKColors.White.Faded(0.25f), SKColors.White.Faded(0.75f), SKColors.White.Faded(0.15f));
        painter.Down(GlassEdge, SKColors.White.Faded(0.05f), SKColors.White.Faded(0.4f), SKColors.White.Faded(0.1f));
    }
}
