using SkiaSharp;

namespace ImageOrleans.Samples.Drawing;

/// <summary>
/// Capitals and digits as lines to be stroked. Fonts would differ between machines, and some have none.
/// </summary>
internal static class Lettering
{
    private const float CapHeight = 6;
    private const float Gap = 1.7f;
    private const float StrokeWidth = 0.85f;

    // Each letter is six units high, from its top left.
    private static readonly Dictionary<char, SKPath> Glyphs = new Dictionary<char, string>
    {
        ['-'] = "M0 3.2H2.4",
        ['.'] = "M0 5.9V6",
        ['0'] = "M2 0C4.6 0 4.6 6 2 6S-.6 0 2 0Z",
        ['1'] = "M0 1.2L1.6 0V6",
        ['2'] = "M.1 1.6C.1 -.6 4 -.5 4 1.7C4 3 1 4.6 0 6H4",
        ['3'] = "M.3 0H3.8L1.8 2.4C4.8 2.2 4.7 6 2 6C1 6 .3 5.6 0 4.9",
        ['4'] = "M3 6V0L0 4.2H4",
        ['5'] = "M3.6 0H.6L.3 2.7C4.6 1.4 5 6 1.9 6C1 6 .4 5.7 0 5",
        ['6'] = "M3.4 0C1.4 1.4 0 2.6 0 4.1C0 6.6 4 6.6 4 4.1S.6 2 .2 3.4",
        ['7'] = "M0 0H4L1.4 6",
        ['8'] = "M2 2.8C-.2 2.8 0 0 2 0S4.2 2.8 2 2.8C-.6 2.8 -.7 6 2 6S4.6 2.8 2 2.8Z",
        ['9'] = "M.6 6C2.6 4.6 4 3.4 4 1.9C4 -.6 0 -.6 0 1.9S3.4 4 3.8 2.6",
        ['A'] = "M0 6L2 0L4 6M.8 4H3.2",
        ['B'] = "M0 2.8V0H2.2C4 0 4 2.8 2.2 2.8H0V6H2.4C4.6 6 4.6 2.8 2.2 2.8",
        ['C'] = "M4 1C3 -.5 0 -.5 0 3S3 6.5 4 5",
        ['D'] = "M0 0V6H1.6C5 6 5 0 1.6 0Z",
        ['E'] = "M3.6 0H0V6H3.6M0 3H3",
        ['F'] = "M3.6 0H0V6M0 3H3",
        ['G'] = "M4 1C3 -.5 0 -.5 0 3S4.2 6.8 4.2 3.3H2.4",
        ['H'] = "M0 0V6M4 0V6M0 3H4",
        ['I'] = "M0 0V6",
        ['J'] = "M3 0V4.4C3 6.6 0 6.6 0 4.4",
        ['K'] = "M0 0V6M4 0L0 3.6M1.4 2.4L4 6",
        ['L'] = "M0 0V6H3.4",
        ['M'] = "M0 6V0L2.4 4L4.8 0V6",
        ['N'] = "M0 6V0L4 6V0",
        ['O'] = "M2.4 0C5.6 0 5.6 6 2.4 6S-.8 0 2.4 0Z",
        ['P'] = "M0 6V0H2.4C4.6 0 4.6 3.2 2.4 3.2H0",
        ['Q'] = "M2.4 0C5.6 0 5.6 6 2.4 6S-.8 0 2.4 0ZM3 4.4L4.6 6.2",
        ['R'] = "M0 6V0H2.4C4.6 0 4.6 3.2 2.4 3.2H0M2.2 3.2L4 6",
        ['S'] = "M3.8 1C3 -.4 .2 -.3 .2 1.6S3.9 2.9 3.9 4.5S.9 6.5 0 4.9",
        ['T'] = "M0 0H4M2 0V6",
        ['U'] = "M0 0V4C0 6.7 4 6.7 4 4V0",
        ['V'] = "M0 0L2 6L4 0",
        ['W'] = "M0 0L1.4 6L2.8 1L4.2 6L5.6 0",
        ['X'] = "M0 0L4 6M4 0L0 6",
        ['Y'] = "M0 0L2 3L4 0M2 3V6",
        ['Z'] = "M0 0H4L0 6H4",
    }.ToDictionary(glyph => glyph.Key, glyph => Outline.Of(glyph.Value));

    /// <summary>Strokes a line of text, as large as it fits into a box.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="text">The line. Letters are set as capitals; what is missing here is a space.</param>
    /// <param name="box">The box that it is centred in.</param>
    /// <param name="colour">Its colour.</param>
    public static void Draw(SKCanvas canvas, string text, SKRect box, SKColor colour)
    {
        var letters = text.ToUpperInvariant().Select(letter => Glyphs.GetValueOrDefault(letter)).ToList();
        var width = letters.Sum(Advance) - Gap;
        var scale = Math.Min(box.Width / (width + StrokeWidth), box.Height / (CapHeight + StrokeWidth));
        using var ink = new SKPaint
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = StrokeWidth,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
            Color = colour,
        };
        using var restored = new SKAutoCanvasRestore(canvas);
        canvas.Translate(box.MidX - (width * scale / 2), box.MidY - (CapHeight * scale / 2));
        canvas.Scale(scale);
        foreach (var letter in letters)
        {
            if (letter is not null)
            {
                canvas.DrawPath(letter, ink);
            }

            canvas.Translate(Advance(letter), 0);
        }
    }

    private static float Advance(SKPath? letter) => (letter?.TightBounds.Right ?? 1.5f) + Gap;
}
