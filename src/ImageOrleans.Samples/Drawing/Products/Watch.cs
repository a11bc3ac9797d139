using SkiaSharp;

namespace ImageOrleans.Samples.Drawing.Products;

/// <summary>A wrist watch, seen from above: round about the origin.</summary>
internal static class Watch
{
    private static readonly SKPath Strap =
        Outline.Of("M-11 -14L-9 -48Q-9 -50 -7 -50H7Q9 -50 9 -48L11 -14ZM-11 14L-9 48Q-9 50 -7 50H7Q9 50 9 48L11 14Z");
    private static readonly SKPath Seams = Outline.Of("M-9 -17L-7.4 -48M9 -17L7.4 -48M-9 17L-7.4 48M9 17L7.4 48");
    private static readonly SKPath Holes = Outline.Of("M0 30V30.1M0 35V35.1M0 40V40.1M0 45V45.1");
    private static readonly SKPath Lugs =
        Outline.Of("M-14 -21H-10L-9 -14H-15ZM14 -21H10L9 -14H15ZM-14 21H-10L-9 14H-15ZM14 21H10L9 14H15Z");
    private static readonly SKPath Crown = Outline.Box(19, -2.4f, 24, 2.4f, 0.8f);
    private static readonly SKPath Case = Outline.Oval(0, 0, 21, 21);
    private static readonly SKPath Bezel = Outline.Oval(0, 0, 19.6f, 19.6f);
    private static readonly SKPath Rehaut = Outline.Oval(0, 0, 15.6f, 15.6f);
    private static readonly SKPath Dial = Outline.Oval(0, 0, 14.8f, 14.8f);
    private static readonly SKPath Minute = Outline.Of("M0 -14.2V-13.2");
    private static readonly SKPath Hour = Outline.Box(-0.7f, -13.4f, 0.7f, -10, 0.3f);
    private static readonly SKPath BezelMark = Outline.Of("M0 -18.8V-16.6");
    private static readonly SKPath HourHand = Outline.Of("M-1 2L-.8 -7.4L0 -8.8L.8 -7.4L1 2Z");
    private static readonly SKPath MinuteHand = Outline.Of("M-.8 2.4L-.6 -11.4L0 -12.8L.6 -11.4L.8 2.4Z");
    private static readonly SKPath SecondHand = Outline.Of("M0 4V-12.6");
    private static readonly SKPath Pin = Outline.Oval(0, 0, 1.2f, 1.2f);
    private static readonly SKPath Date = Outline.Box(8.4f, -1.4f, 11.6f, 1.4f, 0.2f);
    private static readonly SKPath Reflection =
        Outline.Of("M-14 -5C-12 -11 -6 -14.6 0 -14.6L-9.6 11.2C-13.6 7.6 -15.4 1 -14 -5Z");

    public static void Draw(Painter painter, Look look)
    {
        var strap = look.Accent.Dark(0.15f);
        painter.Across(Strap, strap.Dark(0.45f), strap.Dark(0.1f), strap.Lit(0.14f), strap, strap.Dark(0.15f), strap.Dark(0.5f));
        painter.Texture(Strap, Textures.Pebble, 0.3f, 0.28f);
        painter.Line(Seams, strap.Lit(0.45f), 0.5f, [1.4f, 0.9f]);
        painter.Line(Holes, strap.Dark(0.85f), 1.5f);
        painter.Glow(0, -19, 14, 7, SKColors.Black.Faded(0.5f));
        painter.Glow(0, 20, 14, 7, SKColors.Black.Faded(0.5f));
        painter.Down(Lugs, Tones.Steel.Lit(0.5f), Tones.Steel.Dark(0.1f), Tones.Steel.Dark(0.4f));
        painter.Down(Crown, Tones.Steel.Lit(0.4f), Tones.Steel.Dark(0.2f), Tones.Steel.Lit(0.5f), Tones.Steel.Dark(0.5f));
        painter.Slantwise(
            Case,
            Tones.Steel.Lit(0.9f),
            Tones.Steel.Dark(0.1f),
            Tones.Steel.Lit(0.5f),
            Tones.Steel.Dark(0.45f),
            Tones.Steel.Dark(0.1f));
        painter.Slantwise(Bezel, look.Body.Lit(0.3f), look.Body.Dark(0.35f), look.Body.Dark(0.1f), look.Body.Dark(0.6f));
        Around(painter, 60, (painter, i) =>
        {
            if (i % 5 == 0 || i < 15)
            {
                painter.Line(BezelMark, Tones.Paper.Faded(0.9f), i % 15 == 0 ? 1 : 0.4f);
            }
        });
        painter.Slantwise(Rehaut, Tones.Steel.Dark(0.6f), Tones.Steel.Lit(0.2f));
        DrawDial(painter, look);
        painter.Slantwise(Reflection, SKColors.White.Faded(0.3f), SKColors.White.Faded(0.03f));
        painter.Line(Rehaut, SKColors.White.Faded(0.35f), 0.3f);
    }

    private static void DrawDial(Painter painter, Look look)
    {
        var dial = look.Body.Dark(0.45f);
        painter.Ball(Dial, dial, 0.15f);
        painter.Texture(Dial, Textures.Mottle, 0.3f, 0.06f);
        Around(painter, 60, (painter, i) =>
        {
            painter.Line(Minute, Tones.Paper.Faded(0.8f), 0.25f);
            if (i % 5 == 0 && i != 15)
            {
                painter.Slantwise(Hour, SKColors.White, Tones.Paper.Dark(0.12f));
            }
        });
        painter.Down(Date, Tones.Paper.Dark(0.15f), SKColors.White);
        Lettering.Draw(painter.Canvas, "26", new SKRect(8.8f, -1, 11.2f, 1), Tones.Graphite);
        Lettering.Draw(painter.Canvas, look.Label, new SKRect(-5.4f, 4.6f, 5.4f, 6.6f), Tones.Paper.Faded(0.9f));
        Hand(painter, HourHand, 305, Tones.Paper);
        Hand(painter, MinuteHand, 60, Tones.Paper);
        Hand(painter, SecondHand, 190, new SKColor(0xFFD2542E));
        painter.Ball(Pin, Tones.Steel, 0.8f);
    }

    private static void Hand(Painter painter, SKPath hand, float degrees, SKColor colour)
    {
        Turned(0.5f, 0.7f, SKColors.Black.Faded(0.4f));
        Turned(0, 0, colour);

        void Turned(float x, float y, SKColor colour)
        {
            using var restored = new SKAutoCanvasRestore(painter.Canvas);
            painter.Canvas.Translate(x, y);
            painter.Canvas.RotateDegrees(degrees);
            painter.Fill(hand, colour);
            painter.Line(hand, colour, 0.35f);
        }
    }

    private static void Around(Painter painter, int count, Action<Painter, int> draw)
    {
        using var restored = new SKAutoCanvasRestore(painter.Canvas);
        for (var i = 0; i < count; i++)
        {
            draw(painter, i);
            painter.Canvas.RotateDegrees(360f / count);
        }
    }
}
