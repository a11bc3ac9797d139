namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// The quantiser of a quality: the tables of ITU-T T.81, Annex K, scaled as libjpeg scales them (<c>jpeg_quality_scaling</c>), but
/// for a dead zone, and finer steps that make up for it.
/// </summary>
internal static class QuantiserDesign
{
    /// <summary>
    /// What is added to a magnitude in units of 1/65,536 of a step before it is rounded down: AC coefficients count from 0.60 of a
    /// step on. Most of those between 0.5 and 0.6 would cost more bits than their error is worth.
    /// </summary>
    public const int AcRounding = 26_214;

    /// <summary>Likewise for DC coefficients: the nearest level, ties toward zero.</summary>
    public const int DcRounding = 32_767;

    /// <summary>The steps of luminance in percent of those that libjpeg has: what the dead zone saves is spent on them.</summary>
    private const int LuminancePercent = 89;

    /// <summary>Likewise of chrominance.</summary>
    private const int ChrominancePercent = 100;

    private static ReadOnlySpan<byte> Luminance =>
    [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
        72, 92, 95, 98, 112, 100, 103, 99,
    ];

    private static ReadOnlySpan<byte> Chrominance =>
    [
        17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    ];

    /// <summary>Chooses the steps of a component's result.</summary>
    /// <param name="quality">1 to 100.</param>
    /// <param name="isChrominance">Whether the component is chrominance.</param>
    /// <param name="steps">The file's steps, in zigzag order.</param>
    /// <param name="target">The result's, in zigzag order: none is finer than the file's.</param>
    public static void Choose(int quality, bool isChrominance, ReadOnlySpan<ushort> steps, Span<ushort> target) =>
        Choose(quality, isChrominance, isChrominance ? ChrominancePercent : LuminancePercent, steps, target);

    /// <summary>Chooses the steps of a component's result.</summary>
    /// <param name="quality">1 to 100.</param>
    /// <param name="isChrominance">Whether the component is chrominance.</param>
    /// <param name="percent">The steps in percent of those that libjpeg has.</param>
    /// <param name="steps">The file's steps, in zigzag order.</param>
    /// <param name="target">The result's, in zigzag order: none is finer than the file's.</param>
    public static void Choose(int quality, bool isChrominance, int percent, ReadOnlySpan<ushort> steps, Span<ushort> target)
    {
        var table = isChrominance ? Chrominance : Luminance;
        var scale = quality < 50 ? 5000 / quality : 200 - (2 * quality);
        for (var k = 0; k < 64; k++)
        {
            var step = ((table[Zigzag.ToNatural[k]] * scale * percent) + 5000) / 10_000;
            target[k] = Math.Max(steps[k], (ushort)Math.Clamp(step, 1, 255));
        }
    }

    /// <summary>What a level in the file's steps is multiplied by, in units of 1/65,536, to get one in the result's.</summary>
    public static int Scale(ushort step, ushort target) => (int)(((uint)step << 16) / target);
}
