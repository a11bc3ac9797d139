using SkiaSharp;

namespace ImageOrleans.Samples.Drawing.Products;

internal static class Lamps
{
    private static readonly SKColor Light = new(0xFFFFE7B8);

    private static readonly SKPath Shade = Outline.Of("M-15 -41Q0 -43.6 15 -41L27 -6Q0 -.6 -27 -6Z");
    private static readonly SKPath ShadeTop = Outline.Oval(0, -41, 15, 1.8f);
    private static readonly SKPath ShadeHem = Outline.Of("M-27 -6Q0 -.6 27 -6M-15 -41Q0 -38.8 15 -41");
    private static readonly SKPath Neck = Outline.Box(-2, -5, 2, 9, 0.6f);
    private static readonly SKPath Base =
        Outline.Of("M-3.4 7C-4 12 -14.4 13 -14.4 22.6C-14.4 30 -9 33 -8.4 34.4H8.4C9 33 14.4 30 14.4 22.6C14.4 13 4 12 3.4 7Z");
    private static readonly SKPath Foot = Outline.Of("M-12 33.6H12Q14 36.4 12 36.6H-12Q-14 36.4 -12 33.6Z");
    private static readonly SKPath Cord = Outline.Of("M11 35.8C22 37.4 30 33.6 44 35");

    private static readonly SKPath DeskFoot = Outline.Of("M-24 33.5V34.6C-24 36.4 -16 37.2 -8 37.2S8 36.4 8 34.6V33.5Z");
    private static readonly SKPath DeskFootTop = Outline.Oval(-8, 33.4f, 16, 2.6f);
    private static readonly SKPath LowerArm = Outline.Of("M-8 33L-23 2");
    private static readonly SKPath UpperArm = Outline.Of("M-23 2L6 -26");
    private static readonly SKPath Springs = Outline.Of("M-10.5 24L-19.5 5.4M-18 -1L-4 -14.6");
    private static readonly SKPath Joint = Outline.Oval(-23, 2, 2.8f, 2.8f);
    private static readonly SKPath Hinge = Outline.Oval(6, -26, 2.4f, 2.4f);
    private static readonly SKPath Head =
        Outline.Of("M3 -32C5 -38 12 -40 17 -37C26 -32 35 -22 37 -8C28 -14 16 -15 7 -11C6 -18 2 -26 3 -32Z");
    private static readonly SKPath Mouth = Outline.Of("M37 -8C28 -14 16 -15 7 -11C13 -5 30 -3 37 -8Z");
    private static readonly SKPath Beam = Outline.Of("M7 -10L37 -8L52 37H-4Z");

    public static void DrawTableLamp(Painter painter, Look look)
    {
        painter.Line(Cord, Tones.Graphite.Faded(0.9f), 0.8f);
        painter.Metal(Neck, Tones.Brass);
        painter.Ball(Base, look.Body, 0.55f);
        painter.Texture(Base, Textures.Mottle, 0.5f, 0.1f);
        painter.Metal(Foot, Tones.Brass);
        using (painter.Within(Base))
        {
            painter.Glow(0, 8, 12, 6, Light.Faded(0.5f));
            painter.Glow(-6, 19, 3, 6, SKColors.White.Faded(0.7f));
            painter.Glow(9, 26, 3, 8, look.Body.Lit(0.5f).Faded(0.35f));
        }

        Lettering.Draw(painter.Canvas, look.Label, new SKRect(-8, 21, 8, 25), look.Ink.Faded(0.75f));
        var linen = Tones.Paper.Mixed(look.Accent, 0.25f);
        painter.Across(
            Shade,
            linen.Dark(0.4f),
            linen.Dark(0.08f),
            linen.Lit(0.1f),
            linen.Dark(0.06f),
            linen.Dark(0.28f),
            linen.Dark(0.48f));
        painter.Texture(Shade, Textures.Weave, 0.3f, 0.14f);
        using (painter.Within(Shade))
        {
            painter.Glow(0, -16, 24, 22, Light.Lit(0.2f).Faded(0.85f));
            painter.Glow(0, -6, 26, 7, Light.Faded(0.5f));
        }

        painter.Down(ShadeTop, Light.Lit(0.5f), linen.Dark(0.1f));
        painter.Line(ShadeHem, linen.Dark(0.35f).Faded(0.6f), 0.8f);
    }

    public static void DrawDeskLamp(Painter painter, Look look)
    {
        using (painter.Within(Beam))
        {
            painter.Glow(21, -8, 30, 44, Light.Faded(0.3f));
        }

        painter.Metal(DeskFoot, look.Body.Dark(0.2f));
        painter.Slantwise(DeskFootTop, look.Body.Lit(0.45f), look.Body, look.Body.Dark(0.3f));
        painter.Glow(-8, 33.6f, 7, 1.6f, SKColors.Black.Faded(0.5f));
        painter.Line(Springs, Tones.Steel.Dark(0.35f), 1.3f, [0.5f, 0.45f]);
        painter.Tube(LowerArm, Tones.Steel, 2.2f, 0.9f);
        painter.Tube(UpperArm, Tones.Steel, 2.2f, 0.9f);
        painter.Ball(Joint, Tones.Brass, 0.8f);
        painter.Slantwise(Head, look.Body.Lit(0.55f), look.Body.Lit(0.1f), look.Body.Dark(0.15f), look.Body.Dark(0.5f));
        painter.Texture(Head, Textures.Pebble, 0.35f, 0.15f);
        painter.Down(Mouth, look.Body.Dark(0.6f), Light);
        painter.Glow(22, -10, 11, 4, SKColors.White);
        using (painter.Within(Head))
        {
            painter.Glow(12, -30, 4, 8, SKColors.White.Faded(0.55f));
            Lettering.Draw(painter.Canvas, look.Label, new SKRect(10, -24, 26, -20), look.Ink.Faded(0.8f));
        }

        painter.Ball(Hinge, Tones.Brass, 0.8f);
    }
}
