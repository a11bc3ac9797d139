using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Brings the levels of a plane to coarser steps, with the arithmetic of <see cref="TokenRequantiser"/>, so that a file gives the
/// same result whichever way it goes.
/// </summary>
internal static unsafe class PlaneRequantiser
{
    /// <summary>Brings a whole plane to other steps.</summary>
    /// <param name="workspace">Where there is memory for scales.</param>
    /// <param name="number">The number of the component.</param>
    /// <param name="target">The steps, none finer than those of the plane.</param>
    public static void Requantise(JpegWorkspace workspace, int number, ReadOnlySpan<ushort> target)
    {
        Start(workspace, number, target);
        for (var row = 0; row < workspace.Planes[number].BlocksHigh; row++)
        {
            RequantiseRow(workspace, number, row, target);
        }

        target.CopyTo(workspace.Planes[number].Steps);
    }

    /// <summary>Begins a plane.</summary>
    /// <param name="workspace">As there.</param>
    /// <param name="number">As there.</param>
    /// <param name="target">As there.</param>
    public static void Start(JpegWorkspace workspace, int number, ReadOnlySpan<ushort> target)
    {
        var scales = ScalesOf(workspace, number);
        for (var k = 0; k < CoefficientPlane.BlockSize; k++)
        {
            scales[k] = (ushort)(QuantiserDesign.Scale(workspace.Planes[number].Steps[k], target[k]) - 1);
        }
    }

    /// <summary>Brings a row of blocks of a plane that was begun to other steps, in place.</summary>
    /// <param name="workspace">As there.</param>
    /// <param name="number">As there.</param>
    /// <param name="row">The row.</param>
    /// <param name="target">As there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RequantiseRow(JpegWorkspace workspace, int number, int row, ReadOnlySpan<ushort> target)
    {
        var plane = workspace.Planes[number];
        if (target.SequenceEqual(plane.Steps))
        {
            return;
        }

        var scales = ScalesOf(workspace, number);
        var dcScale = scales[0] + 1;
        var first = plane.IndexOf(row, 0);
        var dc = plane.Dc;
        var known = plane.Known;
        for (var block = first; block < first + plane.BlocksWide; block++)
        {
            // Logical, as a level of 2^15 times a scale of 2^16 takes the sign bit.
            int level = dc[block];
            var sign = level >> 31;
            var magnitude = ((((level ^ sign) - sign) * dcScale) + QuantiserDesign.DcRounding) >>> 16;
            dc[block] = (short)((magnitude ^ sign) - sign);
            if (known[block] != 0)
            {
                known[block] = Avx2.IsSupported
                    ? RequantiseVectors(plane.LevelsOf(block), known[block], scales)
                    : RequantiseOneByOne(plane.LevelsOf(block), known[block], scales);
            }
        }
    }

    /// <summary>Brings the AC levels of a block to other steps; returns which of them are left.</summary>
    /// <param name="levels">The levels.</param>
    /// <param name="known">Which of them there are.</param>
    /// <param name="scales">The scale of each position, less 1.</param>
    public static ulong RequantiseVectors(short* levels, ulong known, ushort* scales)
    {
        var places = BlockMask.Places;
        var left = 0UL;
        var end = known >> 32 == 0 ? CoefficientPlane.BlockSize / 2 : CoefficientPlane.BlockSize;
        for (var k = 0; k < end; k += Vector256<short>.Count)
        {
            var level = Vector256.Load(levels + k);
            var magnitude = Vector256.Abs(level).AsUInt16();
            var scale = Vector256.Load(scales + k);

            // The product with the scale less 1, and once the magnitude: 32 bits in two halves, where those of the lower one that
            // pass over are seen by its becoming less.
            var lower = magnitude * scale;
            var upper = Avx2.MultiplyHigh(magnitude, scale);
            var sum = lower + magnitude;
            upper += ~Vector256.GreaterThanOrEqual(sum, lower) & Vector256<ushort>.One;
            var rounded = sum + Vector256.Create((ushort)QuantiserDesign.AcRounding);
            upper += ~Vector256.GreaterThanOrEqual(rounded, sum) & Vector256<ushort>.One;

            var isThere = Vector256.Equals(Vector256.Create((short)(known >> k)) & places, places);
            var sign = level >> 15;
            var result = (upper.AsInt16() ^ sign) - sign;
            result.Store(levels + k);
            var isLeft = ~Vector256.Equals(result, Vector256<short>.Zero) & isThere;
            left |= (ulong)Vector256.Narrow(isLeft, Vector256<short>.Zero).ExtractMostSignificantBits() << k;
        }

        return left;
    }

    /// <summary>The twin of <see cref="RequantiseVectors"/> for one level at a time.</summary>
    public static ulong RequantiseOneByOne(short* levels, ulong known, ushort* scales)
    {
        var left = 0UL;
        for (; known != 0; known &= known - 1)
        {
            var k = BitOperations.TrailingZeroCount(known);
            var magnitude = ((Math.Abs((int)levels[k]) * (scales[k] + 1)) + QuantiserDesign.AcRounding) >>> 16;
            levels[k] = (short)(levels[k] < 0 ? -magnitude : magnitude);
            left |= magnitude != 0 ? 1UL << k : 0;
        }

        return left;
    }

    /// <summary>The scale of each position, less 1, as the largest one is 65,536.</summary>
    private static ushort* ScalesOf(JpegWorkspace workspace, int number) =>
        workspace.PlaneScales.Reserve(JpegFrame.MaxComponents * CoefficientPlane.BlockSize) + (number * CoefficientPlane.BlockSize);
}
