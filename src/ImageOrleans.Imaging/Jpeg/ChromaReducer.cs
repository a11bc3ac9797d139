using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Halves the resolution of a component in the coefficient domain. Averaging neighbouring samples is linear, and so is the DCT:
/// the block that comes of two neighbours is the sum of each, multiplied by a constant matrix. With D the DCT and A what averages
/// pairs of eight samples to four, that is D·[A;0]·Dᵀ for the first block and D·[0;A]·Dᵀ for the second, which differ in signs
/// alone (see R. Dugad, N. Ahuja, "A fast scheme for image size change in the compressed domain", 2001).
/// </summary>
internal static unsafe class ChromaReducer
{
    private const int Side = 8;

    /// <summary>The matrix of the first block, row by row; that of the second has the other sign where row + column is odd.</summary>
    private static readonly float[] Halving = MakeHalving();

    /// <summary>Reduces a plane.</summary>
    /// <param name="source">The plane.</param>
    /// <param name="target">The plane that is filled: half as many blocks side by side, one below the other, or both.</param>
    /// <param name="columns">Whether there are half as many columns.</param>
    /// <param name="rows">Whether there are half as many rows.</param>
    /// <param name="steps">The steps of the result.</param>
    public static void Reduce(CoefficientPlane source, CoefficientPlane target, bool columns, bool rows, ReadOnlySpan<ushort> steps)
    {
        target.Reserve(
            columns ? (source.BlocksWide + 1) / 2 : source.BlocksWide, rows ? (source.BlocksHigh + 1) / 2 : source.BlocksHigh, steps);
        var sourceSteps = stackalloc float[2 * CoefficientPlane.BlockSize];
        var inverseSteps = sourceSteps + CoefficientPlane.BlockSize;
        for (var k = 0; k < CoefficientPlane.BlockSize; k++)
        {
            sourceSteps[k] = source.Steps[k];
            inverseSteps[k] = 1f / steps[k];
        }

        fixed (float* halving = Halving)
        {
            for (var row = 0; row < target.BlocksHigh; row++)
            {
                for (var column = 0; column < target.BlocksWide; column++)
                {
                    ReduceBlock(source, columns, rows, row, column, sourceSteps, inverseSteps, halving, target.Block(row, column));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReduceBlock(
        CoefficientPlane source,
        bool columns,
        bool rows,
        int row,
        int column,
        float* sourceSteps,
        float* inverseSteps,
        float* halving,
        short* target)
    {
        var result = stackalloc float[4 * CoefficientPlane.BlockSize];
        var second = result + CoefficientPlane.BlockSize;
        var first = second + CoefficientPlane.BlockSize;
        var below = first + CoefficientPlane.BlockSize;
        var across = columns ? 2 : 1;
        var down = rows ? 2 : 1;
        for (var x = 0; x < across; x++)
        {
            var half = x == 0 ? result : second;
            Load(source, row * down, (column * across) + x, sourceSteps, rows ? first : half);
            if (rows)
            {
                Load(source, (row * down) + 1, (column * across) + x, sourceSteps, below);
                Halve(first, below, halving, half);
            }
        }

        if (columns)
        {
            Transpose(result);
            Transpose(second);
            Halve(result, second, halving, first);
            Transpose(first);
            result = first;
        }

        Quantise(result, inverseSteps, target);
    }

    /// <summary>Loads a block in natural order; one that is beyond the plane is as bright as the last one before.</summary>
    private static void Load(CoefficientPlane plane, int row, int column, float* steps, float* target)
    {
        var isBeyond = row >= plane.BlocksHigh || column >= plane.BlocksWide;
        var levels = plane.Block(Math.Min(row, plane.BlocksHigh - 1), Math.Min(column, plane.BlocksWide - 1));
        new Span<float>(target, CoefficientPlane.BlockSize).Clear();
        target[0] = levels[0] * steps[0];
        if (isBeyond)
        {
            return;
        }

        for (var left = BlockMask.NonZero(levels) & ~1UL; left != 0; left &= left - 1)
        {
            var k = System.Numerics.BitOperations.TrailingZeroCount(left);
            target[Zigzag.ToNatural[k]] = levels[k] * steps[k];
        }
    }

    /// <summary>Makes one block of two that lie one below the other: all columns at once, row by row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Halve(float* upper, float* lower, float* halving, float* target)
    {
        var sums = stackalloc Vector256<float>[Side];
        var differences = stackalloc Vector256<float>[Side];
        for (var j = 0; j < Side; j++)
        {
            var (a, b) = (Vector256.Load(upper + (j * Side)), Vector256.Load(lower + (j * Side)));
            sums[j] = a + b;
            differences[j] = a - b;
        }

        for (var i = 0; i < Side; i++)
        {
            var total = Vector256<float>.Zero;
            var even = (i & 1) == 0 ? sums : differences;
            var odd = (i & 1) == 0 ? differences : sums;
            for (var j = 0; j < Side; j += 2)
            {
                total = Vector256.FusedMultiplyAdd(Vector256.Create(halving[(i * Side) + j]), even[j], total);
                total = Vector256.FusedMultiplyAdd(Vector256.Create(halving[(i * Side) + j + 1]), odd[j + 1], total);
            }

            total.Store(target + (i * Side));
        }
    }

    private static void Transpose(float* block)
    {
        for (var i = 0; i < Side; i++)
        {
            for (var j = i + 1; j < Side; j++)
            {
                (block[(i * Side) + j], block[(j * Side) + i]) = (block[(j * Side) + i], block[(i * Side) + j]);
            }
        }
    }

    private static void Quantise(float* block, float* inverseSteps, short* target)
    {
        const float acRounding = QuantiserDesign.AcRounding / 65536f;
        for (var k = 0; k < CoefficientPlane.BlockSize; k++)
        {
            var value = block[Zigzag.ToNatural[k]] * inverseSteps[k];
            var level = (int)(MathF.Abs(value) + (k == 0 ? 0.5f : acRounding));
            target[k] = (short)(value < 0 ? -level : level);
        }
    }

    private static float[] MakeHalving()
    {
        var matrix = new float[CoefficientPlane.BlockSize];
        for (var i = 0; i < Side; i++)
        {
            for (var j = 0; j < Side; j++)
            {
                var sum = 0.0;
                for (var sample = 0; sample < Side; sample++)
                {
                    sum += Dct(i, sample / 2) * 0.5 * Dct(j, sample);
                }

                matrix[(i * Side) + j] = (float)sum;
            }
        }

        return matrix;
    }

    /// <summary>An element of the orthonormal DCT (ITU-T T.81, A.3.3).</summary>
    private static double Dct(int frequency, int sample) =>
        (frequency == 0 ? Math.Sqrt(1.0 / Side) : Math.Sqrt(2.0 / Side)) * Math.Cos(((2 * sample) + 1) * frequency * Math.PI / (2 * Side));
}
