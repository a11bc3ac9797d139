using SkiaSharp;

namespace ImageOrleans.Samples.Drawing;

/// <summary>Colours in more or less light, and those that products come in.</summary>
internal static class Tones
{
    public static readonly SKColor Steel = new(0xFFB9BEC4);
    public static readonly SKColor Brass = new(0xFFC9A25B);
    public static readonly SKColor Oak = new(0xFFC79A64);
    public static readonly SKColor Walnut = new(0xFF7A5236);
    public static readonly SKColor Rubber = new(0xFFEDEAE3);
    public static readonly SKColor Graphite = new(0xFF2B2D31);
    public static readonly SKColor Paper = new(0xFFF4EEE2);

    private static readonly SKColor Shade = new(0xFF0C0A12);

    private static readonly SKColor[] Popular =
    [
        new(0xFFB5533C), new(0xFF2F4B66), new(0xFF6F7F5C), new(0xFFD3A94F), new(0xFF3B3B40), new(0xFFD9CDB8), new(0xFF8C3F4D),
        new(0xFF4E8A8B), new(0xFFB98A6A), new(0xFF5B6C9E), new(0xFFE0DCD4), new(0xFFCB7F76), new(0xFF4A5E4A),
    ];

    /// <summary>One of the colours that products come in.</summary>
    public static SKColor Pick(Random random) => Popular[random.Next(Popular.Length)];

    /// <summary>The colour nearer to white: 0 as it is, 1 white.</summary>
    public static SKColor Lit(this SKColor colour, float share) => colour.Mixed(SKColors.White, share);

    /// <summary>The colour nearer to black: 0 as it is, 1 almost black.</summary>
    public static SKColor Dark(this SKColor colour, float share) => colour.Mixed(Shade, share);

    /// <summary>A mixture of two colours, as opaque as the first.</summary>
    public static SKColor Mixed(this SKColor colour, SKColor other, float share)
    {
        return new SKColor(
            Mix(colour.Red, other.Red), Mix(colour.Green, other.Green), Mix(colour.Blue, other.Blue), colour.Alpha);

        byte Mix(byte from, byte to) => (byte)(from + ((to - from) * share) + 0.5f);
    }

    /// <summary>The colour with an opacity of 0 to 1.</summary>
    public static SKColor Faded(this SKColor colour, float opacity) => colour.WithAlpha((byte)((opacity * 255) + 0.5f));

    /// <summary>Whether dark letters are read better on it than light ones.</summary>
    public static bool IsLight(this SKColor colour) => (colour.Red * 2) + (colour.Green * 5) + colour.Blue > 8 * 140;
}
