using ImageOrleans.Imaging.Codecs;

namespace ImageOrleans.Imaging;

/// <summary>How near to its source a picture with a palette has to be, so that its error is not too visible for the asked quality.</summary>
/// <remarks>
/// <para>
/// The yardstick is JPEG, for its qualities are what people mean by a number: a palette may cost a picture no more than JPEG of
/// the same quality costs a photograph. Below is the <see cref="PaletteError"/> in dB of that JPEG, of WebP, and of a palette at
/// that quality and at quality 100, from trials with 800×800 photographs, cut-outs with opacity, smooth gradients, screenshots
/// and logos; a result below the threshold is in brackets, for it is refused.
/// </para>
/// <code>
/// quality                    30      50      65      80      90     100
/// threshold                30.5    32.0    33.3    35.5    42.0    50.0
/// JPEG, photographs        30.6    32.2    33.3    35.6    45.4    55.5
/// WebP, photographs        32.1    34.1    35.3    36.8    38.7    40.0
/// palette, photographs     31.5    33.3    34.8    36.9  (40.7)  (45.3)
///   in share of the source   12 %    14 %    16 %    21 %    30 %    45 %
/// palette, cut-outs        35.2    35.4    38.6    41.5    44.2  (48.6)
/// palette, gradients       31.1    32.9    34.5    36.5  (39.8)  (42.0)
/// palette, screenshots     33.7  (30.9)    38.2    40.0    44.1    50.6
/// palette, logos           41.7    41.2    43.4    44.7    48.6    63.0
/// </code>
/// <para>
/// Where the threshold is missed, the full 256 colours (quality 100) are tried, and then all colours. At the default quality that
/// happens to flat drawings, whose few exact colours a reduced palette misses; with 256 colours they are exact, and smaller
/// besides, since nothing has to be dithered.
/// </para>
/// </remarks>
internal static class PaletteThreshold
{
    private static readonly (int Quality, double Decibels)[] Points =
        [(1, 24), (10, 26.5), (30, 30.5), (50, 32), (65, 33.3), (80, 35.5), (90, 42), (100, 50)];

    /// <summary>The least <see cref="PaletteError"/> at a quality, interpolated between the points of the table.</summary>
    /// <param name="quality">Quality, 1 to 100.</param>
    /// <returns>The threshold in dB.</returns>
    public static double ForQuality(int quality)
    {
        var upper = Math.Max(1, Array.FindIndex(Points, point => point.Quality >= quality));
        var (lowQuality, low) = Points[upper - 1];
        var (highQuality, high) = Points[upper];
        return low + ((high - low) * (quality - lowQuality) / (highQuality - lowQuality));
    }
}
