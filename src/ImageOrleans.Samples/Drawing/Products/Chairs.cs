using SkiaSharp;

namespace ImageOrleans.Samples.Drawing.Products;

internal static class Chairs
{
    private static readonly SKPath BackHoop = Outline.Of("M-17 8C-21 -20 -17 -42 0 -42S21 -20 17 8");
    private static readonly SKPath InnerHoop = Outline.Of("M-10 7C-13 -14 -10 -30 0 -30S13 -14 10 7");
    private static readonly SKPath BackLegs = Outline.Of("M-16 9C-17 20 -19 28 -21 33M16 9C17 20 19 28 21 33");
    private static readonly SKPath FrontLegs = Outline.Of("M-19 14C-21 24 -24 31 -26 36M19 14C21 24 24 31 26 36");
    private static readonly SKPath Ring = Outline.Oval(0, 24, 18.5f, 3.4f);
    private static readonly SKPath Seat = Outline.Of("M-25 10C-25 5 -14 3 0 3S25 5 25 10V12.5C25 18 13 20 0 20S-25 18 -25 12.5Z");
    private static readonly SKPath SeatTop = Outline.Oval(0, 10, 25, 7);
    private static readonly SKPath Cane = Outline.Oval(0, 10, 20, 5);
    private static readonly SKPath Label = Outline.Box(-5, 15.4f, 5, 18.6f, 0.5f);

    private static readonly SKPath LoungeLegs = Outline.Of("M-25 24L-30 36M25 24L30 36M-15 24L-17 34M15 24L17 34");
    private static readonly SKPath Back = Outline.Of("M-26 6C-29 -16 -26 -36 -16 -38Q0 -41 16 -38C26 -36 29 -16 26 6Z");
    private static readonly SKPath BackSeam = Outline.Of("M0 -39V4M-24 -12Q0 -8 24 -12");
    private static readonly SKPath LoungeSeat =
        Outline.Of("M-26 5C-26 1 -14 -1 0 -1S26 1 26 5L27 17Q27 22 20 22H-20Q-27 22 -27 17Z");
    private static readonly SKPath SeatFront = Outline.Of("M-27 10Q0 14 27 10V20Q27 25 20 25H-20Q-27 25 -27 20Z");
    private static readonly SKPath Arm = Outline.Of("M-38 -4C-38 -10 -26 -11 -25 -4L-24 22Q-24 26 -28 26H-33Q-36 26 -36.4 22Z");
    private static readonly SKPath Buttons = Outline.Of("M-12 -24V-23.9M12 -24V-23.9M-12 -10V-9.9M12 -10V-9.9");
    private static readonly SKPath Tag = Outline.Box(18, 18.4f, 25, 21.6f, 0.4f);

    public static void DrawBentwood(Painter painter, Look look)
    {
        var wood = look.Body;
        painter.Tube(BackLegs, wood.Dark(0.35f), 3);
        painter.Tube(Ring, wood.Dark(0.25f), 1.8f);
        painter.Tube(InnerHoop, wood.Dark(0.15f), 2.4f, 0.5f);
        painter.Tube(BackHoop, wood, 3.8f, 0.6f);
        painter.Tube(FrontLegs, wood.Dark(0.08f), 3.6f, 0.5f);
        painter.Across(Seat, wood.Dark(0.3f), wood.Lit(0.15f), wood.Dark(0.1f), wood.Dark(0.5f));
        painter.Slantwise(SeatTop, wood.Lit(0.4f), wood.Lit(0.05f), wood.Dark(0.2f));
        painter.Texture(Seat, Textures.Wood, 0.5f, 0.35f);
        painter.Slantwise(Cane, Tones.Oak.Lit(0.45f), Tones.Oak.Dark(0.1f));
        painter.Texture(Cane, Textures.Weave, 0.4f, 0.55f);
        painter.Line(Cane, wood.Dark(0.5f), 0.5f);
        painter.Glow(0, 5, 20, 4, SKColors.Black.Faded(0.3f));
        painter.Slantwise(Label, Tones.Brass.Lit(0.4f), Tones.Brass.Dark(0.2f));
        Lettering.Draw(painter.Canvas, look.Label, new SKRect(-4.2f, 16, 4.2f, 18), Tones.Graphite);
    }

    public static void DrawLounge(Painter painter, Look look)
    {
        painter.Tube(LoungeLegs, Tones.Walnut, 3.2f, 0.4f);
        DrawUpholstery(painter, Back, look.Body);
        painter.Line(BackSeam, SKColors.Black.Faded(0.25f), 0.7f);
        painter.Line(Buttons, look.Body.Dark(0.6f), 2);
        using (painter.Within(Back))
        {
            painter.Glow(0, 4, 28, 12, SKColors.Black.Faded(0.6f));
            painter.Glow(-12, -28, 13, 10, SKColors.White.Faded(0.2f));
        }

        DrawUpholstery(painter, LoungeSeat, look.Body.Lit(0.1f));
        DrawUpholstery(painter, SeatFront, look.Body.Dark(0.2f));
        DrawUpholstery(painter, Arm, look.Body.Lit(0.04f));
        using (new SKAutoCanvasRestore(painter.Canvas))
        {
            painter.Canvas.Scale(-1, 1);
            DrawUpholstery(painter, Arm, look.Body.Dark(0.18f));
        }

        painter.Slantwise(Tag, Tones.Paper, Tones.Paper.Dark(0.15f));
        Lettering.Draw(painter.Canvas, look.Label, new SKRect(18.6f, 19, 24.4f, 21), Tones.Graphite);
    }

    private static void DrawUpholstery(Painter painter, SKPath part, SKColor colour)
    {
        painter.Slantwise(part, colour.Lit(0.25f), colour.Lit(0.02f), colour.Dark(0.16f), colour.Dark(0.45f));
        painter.Texture(part, Textures.Weave, 0.34f, 0.35f);
        painter.Texture(part, Textures.Mottle, 1.2f, 0.08f);
        painter.Line(part, colour.Dark(0.6f).Faded(0.35f), 0.4f);
    }
}
