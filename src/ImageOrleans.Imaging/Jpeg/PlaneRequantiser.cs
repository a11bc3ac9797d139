using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Brings the levels of planes to coarser steps, with the arithmetic of <see cref="TokenRequantiser"/>, so that a file gives the
/// same result whichever way it goes.
/// </summary>
internal static unsafe class PlaneRequantiser
{
    /// <summary>Brings a plane to other steps, in place.</summary>
    /// <param name="plane">The plane.</param>
    /// <param name="target">The steps, none finer than those of the plane.</param>
    public static void Requantise(CoefficientPlane plane, ReadOnlySpan<ushort> target)
    {
        if (target.SequenceEqual(plane.Steps))
        {
            return;
        }

        var scales = stackalloc int[CoefficientPlane.BlockSize];
        var roundings = stackalloc int[CoefficientPlane.BlockSize];
        for (var k = 0; k < CoefficientPlane.BlockSize; k++)
        {
            scales[k] = QuantiserDesign.Scale(plane.Steps[k], target[k]);
            roundings[k] = k == 0 ? QuantiserDesign.DcRounding : QuantiserDesign.AcRounding;
        }

        for (var row = 0; row < plane.BlocksHigh; row++)
        {
            var levels = plane.Block(row, 0);
            Requantise(levels, levels + ((nint)plane.BlocksWide * CoefficientPlane.BlockSize), scales, roundings);
        }

        target.CopyTo(plane.Steps);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Requantise(short* levels, short* end, int* scales, int* roundings)
    {
        for (; levels != end; levels += CoefficientPlane.BlockSize)
        {
            for (var k = 0; k < CoefficientPlane.BlockSize; k += Vector256<short>.Count)
            {
                var block = Vector256.Load(levels + k);
                if (block == Vector256<short>.Zero)
                {
                    continue;
                }

                var (lower, upper) = Vector256.Widen(block);
                Vector256.Narrow(Requantise(lower, scales + k, roundings + k), Requantise(upper, scales + k + 8, roundings + k + 8))
                    .Store(levels + k);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Requantise(Vector256<int> level, int* scales, int* roundings)
    {
        // Logical, as a level of 2¹⁵ times a scale of 2¹⁶ takes the sign bit.
        var sign = level >> 31;
        var magnitude = ((Vector256.Abs(level) * Vector256.Load(scales)) + Vector256.Load(roundings)) >>> 16;
        return (magnitude ^ sign) - sign;
    }
}
