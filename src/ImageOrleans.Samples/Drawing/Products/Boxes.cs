using SkiaSharp;

namespace ImageOrleans.Samples.Drawing.Products;

/// <summary>Boxes that are seen from a corner and from above.</summary>
internal static class Boxes
{
    private static readonly SKPath Left = Outline.Of("M-36 -8L6 1V36L-35 24Z");
    private static readonly SKPath Right = Outline.Of("M6 1L36 -9V22L6 36Z");
    private static readonly SKPath LidLeft = Outline.Of("M-37.5 -17L6 -9.5V2.5L-37.5 -6Z");
    private static readonly SKPath LidRight = Outline.Of("M6 -9.5L37.5 -18.5V-7.6L6 2.5Z");
    private static readonly SKPath LidTop = Outline.Of("M-37.5 -17L-6 -24.5L37.5 -18.5L6 -9.5Z");
    private static readonly SKPath LidEdges = Outline.Of("M-37.5 -17L6 -9.5L37.5 -18.5M6 -9.5V2.5");
    private static readonly SKPath LidShadowLeft = Outline.Of("M-36 -8L6 1V6.5L-36 -3Z");
    private static readonly SKPath LidShadowRight = Outline.Of("M6 1L36 -9V-4L6 6.5Z");
    private static readonly SKPath Corner = Outline.Of("M6 2.5V36");
    private static readonly SKPath Grip = Outline.Box(-7, -1.6f, 7, 1.6f, 1.6f);

    private static readonly SKPath RibbonLeft = Outline.Of("M-18 -14L-11 -12.6V31L-18 29Z");
    private static readonly SKPath RibbonRight = Outline.Of("M18 -12.8L24 -14.6V27.6L18 30.4Z");
    private static readonly SKPath RibbonTop =
        Outline.Of("M-18 -13.6L18.4 -21.2L24.6 -20.3L-11 -12.4ZM-25 -20L-18 -21.7L24 -14.6L18 -12.8Z");
    private static readonly SKPath LoopLeft = Outline.Of("M1 -18C-8 -32 -26 -36 -27 -27C-28 -19 -10 -15 1 -18Z");
    private static readonly SKPath LoopRight = Outline.Of("M1 -18C8 -34 24 -39 27 -30C29 -21 12 -16 1 -18Z");
    private static readonly SKPath HoleLeft = Outline.Of("M-4 -19.6C-12 -28 -21 -31 -22 -26.4C-22.6 -21.6 -13 -18.6 -4 -19.6Z");
    private static readonly SKPath HoleRight = Outline.Of("M6 -20C11 -29 20 -34 22 -29C23.4 -23.6 14 -19.4 6 -20Z");
    private static readonly SKPath Tails = Outline.Of("M0 -18L-12 -6L-7 -7.4L-6 -3L4 -17ZM2 -18L16 -8L15 -4.4L10.6 -5L-2 -17Z");
    private static readonly SKPath Knot = Outline.Box(-3.6f, -21.4f, 5.4f, -14.8f, 2.6f);

    public static void DrawWithLid(Painter painter, Look look)
    {
        var isWood = look.Label.StartsWith("OAK", StringComparison.Ordinal);
        DrawBody(painter, look.Body, isWood);
        DrawLid(painter, look.Body, isWood);
        using (OnLeftSide(painter))
        {
            if (isWood)
            {
                painter.Fill(Grip, look.Body.Dark(0.85f));
                painter.Line(Grip, look.Body.Dark(0.4f), 0.6f);
            }

            var box = isWood ? new SKRect(-12, 6, 12, 11) : new SKRect(-12, -3, 12, 3.4f);
            Lettering.Draw(painter.Canvas, look.Label, box, look.Body.Dark(0.72f));
        }
    }

    public static void DrawGift(Painter painter, Look look)
    {
        var ribbon = look.Accent;
        DrawBody(painter, look.Body, isWood: false);
        DrawLid(painter, look.Body, isWood: false);
        painter.Slantwise(RibbonLeft, ribbon.Lit(0.2f), ribbon.Dark(0.15f));
        painter.Down(RibbonRight, ribbon.Dark(0.25f), ribbon.Dark(0.5f));
        painter.Slantwise(RibbonTop, ribbon.Lit(0.35f), ribbon.Lit(0.05f), ribbon.Lit(0.25f));
        painter.Glow(3, -15, 22, 6, SKColors.Black.Faded(0.4f));
        painter.Slantwise(Tails, ribbon.Lit(0.1f), ribbon.Dark(0.35f));
        foreach (var (loop, hole) in new[] { (LoopLeft, HoleLeft), (LoopRight, HoleRight) })
        {
            painter.Slantwise(loop, ribbon.Lit(0.45f), ribbon, ribbon.Dark(0.4f));
            painter.Down(hole, ribbon.Dark(0.7f), ribbon.Dark(0.35f));
            painter.Texture(loop, Textures.Weave, 0.2f, 0.12f);
        }

        painter.Ball(Knot, ribbon, 0.4f);
        using (OnLeftSide(painter))
        {
            Lettering.Draw(painter.Canvas, look.Label, new SKRect(2, 2, 18, 5.4f), look.Ink.Faded(0.8f));
        }
    }

    private static void DrawBody(Painter painter, SKColor colour, bool isWood)
    {
        DrawSide(painter, Left, colour.Lit(0.08f), colour.Dark(0.14f), isWood);
        DrawSide(painter, Right, colour.Dark(0.28f), colour.Dark(0.52f), isWood);
        painter.Down(LidShadowLeft, SKColors.Black.Faded(0.55f), SKColors.Black.Faded(0));
        painter.Down(LidShadowRight, SKColors.Black.Faded(0.6f), SKColors.Black.Faded(0));
        painter.Line(Corner, colour.Lit(0.3f).Faded(0.55f), 0.5f);
        using (painter.Within(Left))
        {
            painter.Glow(-14, 37, 40, 10, SKColors.Black.Faded(0.28f));
        }
    }

    private static void DrawLid(Painter painter, SKColor colour, bool isWood)
    {
        DrawSide(painter, LidLeft, colour.Lit(0.16f), colour.Lit(0.02f), isWood);
        DrawSide(painter, LidRight, colour.Dark(0.22f), colour.Dark(0.38f), isWood);
        DrawSide(painter, LidTop, colour.Lit(0.42f), colour.Lit(0.22f), isWood);
        painter.Line(LidEdges, colour.Lit(0.55f).Faded(0.7f), 0.45f);
    }

    private static void DrawSide(Painter painter, SKPath side, SKColor near, SKColor far, bool isWood)
    {
        painter.Slantwise(side, near, far);
        painter.Texture(side, isWood ? Textures.Wood : Textures.Mottle, isWood ? 0.7f : 0.4f, isWood ? 0.4f : 0.08f);
    }

    /// <summary>Draws as printed on the left side, its middle being the origin.</summary>
    private static SKAutoCanvasRestore OnLeftSide(Painter painter)
    {
        var restored = new SKAutoCanvasRestore(painter.Canvas);
        painter.Canvas.Translate(-15, 15);
        painter.Canvas.Skew(0, 0.24f);
        return restored;
    }
}
