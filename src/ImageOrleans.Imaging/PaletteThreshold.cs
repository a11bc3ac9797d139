using ImageOrleans.Imaging.Codecs;

namespace ImageOrleans.Imaging;

/// <summary>
/// How near to its source a picture with a palette has to be, so that its error is not too visible for the asked quality.
/// </summary>
/// <remarks>
/// <para>
/// The yardstick is JPEG, for its qualities are what people mean by a number: a palette may cost a picture no more than JPEG of
/// the same quality costs a photograph. The table gives <see cref="PaletteError"/> in dB, the mean of some drawn 800×800 pictures
/// and, in brackets, the worst of them; and how large the palette PNG is in share of its source.
/// </para>
/// <code>
/// quality                       30                50                65                80                90               100
/// threshold                   30.5              32.0              33.3              35.5              42.0              50.0
/// JPEG, photographs           30.6              32.2              33.3              35.6              45.4              55.5
/// WebP, photographs           32.1              34.1              35.3              36.8              38.7              40.0
/// palette, photographs 31.4 (30.1) 11 %  33.1 (30.9) 14 %  34.9 (32.4) 16 %  37.4 (35.8) 21 %  40.8 (39.5) 29 %  45.3 (42.3) 44 %
/// palette, cut-outs    34.1 (31.1)  9 %  35.6 (34.4)  9 %  38.3 (37.1)  9 %  41.4 (39.5) 10 %  44.4 (43.1) 12 %  49.1 (48.2) 18 %
/// palette, on white    30.8 (29.1) 17 %  32.6 (32.2) 19 %  35.4 (34.4) 20 %  38.3 (38.1) 24 %  41.8 (41.0) 25 %  52.1 (51.2) 47 %
/// palette, gradients   32.6 (31.8) 12 ×  34.1 (32.8) 12 ×  35.8 (32.8) 13 ×  37.7 (32.8) 15 ×  39.4 (32.8) 16 ×  37.8 (32.8) 16 ×
/// palette, screenshots 35.6 (34.8) 41 %  37.7 (37.2) 42 %  38.9 (38.3) 44 %  41.7 (40.8) 48 %  44.2 (43.6) 52 %  50.6 (47.7) 50 %
/// the same, but flat   30.9        43 %  30.9        43 %  36.7        27 %  36.7        27 %  exact       27 %  exact       27 %
/// palette, logos       41.7 (40.4) 18 %  41.2 (40.2) 18 %  43.4 (41.8) 19 %  45.0 (44.3) 21 %  48.6 (47.7) 24 %  63.1 (61.8) 41 %
/// </code>
/// <para>
/// Where the threshold is missed, all 256 colours (quality 100) are tried, and then a file without a palette. At the default
/// quality that saves flat drawings, whose few exact colours a reduced palette misses: with 256 colours they are exact, and
/// smaller besides, since nothing is dithered. Gradients fail by their size. Photographs at 90 and above go without a palette, or
/// with all of it.
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
