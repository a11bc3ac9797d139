namespace ImageOrleans.Imaging.Jpeg;

/// <summary>The policy of the best choice of coefficients: the steps, and what an error is worth in bits.</summary>
/// <remarks>
/// Tuned on photographs of high quality for the fewest bytes at the same SSIM of the luminance, so that quality 50 takes about
/// the bytes of mozjpeg's at a higher SSIM. The steps of Annex K did better than mozjpeg's own.
/// </remarks>
internal static class TrellisDesign
{
    /// <summary>The bits of a weight behind the point.</summary>
    public const int WeightBits = 8;

    /// <summary>The steps in percent of those that libjpeg has.</summary>
    private const int LuminancePercent = 104;

    /// <summary>Likewise for chrominance.</summary>
    private const int ChrominancePercent = 110;

    /// <summary>What an error of one step costs in a flat block, in 1/256 bit, times <see cref="HalvingEnergy"/>.</summary>
    private const uint ErrorCostScale = 256 * 56_000;

    /// <summary>
    /// The mean square of the AC coefficients of a block in which an error is worth half as much as in a flat one: texture hides
    /// it.
    /// </summary>
    private const uint HalvingEnergy = 6000;

    /// <summary>The mean square that no block of 8-bit samples exceeds: the DCT keeps the sum of squares.</summary>
    private const uint MaxMeanSquare = 128 * 128;

    private const int MaxWeight = 1 << 20;

    private static ReadOnlySpan<ushort> FinestSteps =>
    [
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ];

    /// <summary>Chooses the steps of a component's result.</summary>
    /// <param name="quality">1 to 100.</param>
    /// <param name="isChrominance">Whether the component is chrominance.</param>
    /// <param name="steps">The file's steps, in zigzag order.</param>
    /// <param name="target">The result's, in zigzag order: none is finer than the file's.</param>
    public static void Choose(int quality, bool isChrominance, ReadOnlySpan<ushort> steps, Span<ushort> target) =>
        QuantiserDesign.Choose(quality, isChrominance, isChrominance ? ChrominancePercent : LuminancePercent, steps, target);

    /// <summary>
    /// Works out the weight of an error of one step: in luminance the square root of the step in units of that of DC, halfway
    /// between a like weight for all steps and one for all errors in samples; and more where the file has coarser steps than the
    /// quality asks for, as an error is then larger than that quality knows.
    /// </summary>
    /// <param name="quality">1 to 100.</param>
    /// <param name="isChrominance">Whether the component is chrominance.</param>
    /// <param name="target">The result's steps, in zigzag order.</param>
    /// <param name="weights">The weights in 1/256, in zigzag order.</param>
    public static void Weigh(int quality, bool isChrominance, ReadOnlySpan<ushort> target, Span<int> weights)
    {
        Span<ushort> asked = stackalloc ushort[CoefficientPlane.BlockSize];
        Choose(quality, isChrominance, FinestSteps, asked);
        for (var k = 0; k < asked.Length; k++)
        {
            // The root is exact to the last bit on every machine (IEEE 754).
            var relative = isChrominance ? 1 << WeightBits : (uint)Math.Sqrt(((uint)asked[k] << (2 * WeightBits)) / asked[0]);
            var weight = (ulong)target[k] * target[k] * relative / ((ulong)asked[k] * asked[k]);
            weights[k] = (int)Math.Min(weight, MaxWeight);
        }
    }

    /// <summary>What an error of one step with a weight of 1 costs in a block, in 1/256 bit.</summary>
    /// <param name="energy">The sum of the squares of its AC coefficients.</param>
    public static long ErrorCost(ulong energy) =>
        ErrorCostScale / (HalvingEnergy + (uint)Math.Min(energy / CoefficientPlane.BlockSize, MaxMeanSquare));
}
