using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Halves the resolution of blocks in the coefficient domain. Averaging neighbouring samples is linear, and so is the DCT: the
/// block that comes of two neighbours is the sum of each, multiplied by a constant matrix. With D the DCT and A what averages
/// pairs of eight samples to four, that is D·[A;0]·Dᵀ for the first block and D·[0;A]·Dᵀ for the second, which differ in signs
/// alone (see R. Dugad, N. Ahuja, "A fast scheme for image size change in the compressed domain", 2001).
/// </summary>
/// <remarks>
/// All operations have one order, and multiply and add at once, so that the result does not depend on the processor. Frequencies
/// that are zero in both blocks, as most are, take no time.
/// </remarks>
internal static unsafe class DctHalving
{
    private const int Side = 8;

    /// <summary>The matrix of the first block, row by row; that of the second has the other sign where row + column is odd.</summary>
    public static readonly float[] Matrix = MakeMatrix();

    /// <summary>Makes one block of two that lie one below the other: all columns at once.</summary>
    /// <param name="matrix"><see cref="Matrix"/>, where it does not move.</param>
    /// <param name="upper">The upper block, row by row.</param>
    /// <param name="lower">The lower block.</param>
    /// <param name="used">Which rows of either are not zero, the first one in bit 0.</param>
    /// <param name="target">The block that comes of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Halve(float* matrix, float* upper, float* lower, int used, float* target)
    {
        Vector256<float> row0 = default, row1 = default, row2 = default, row3 = default;
        Vector256<float> row4 = default, row5 = default, row6 = default, row7 = default;
        for (; used != 0; used &= used - 1)
        {
            // Sum and difference stand for both blocks: where row + column is odd, the second one has the other sign.
            var j = BitOperations.TrailingZeroCount(used);
            var first = Vector256.Load(upper + (j * Side));
            var second = Vector256.Load(lower + (j * Side));
            var isOdd = (j & 1) != 0;
            var even = isOdd ? first - second : first + second;
            var odd = isOdd ? first + second : first - second;
            var column = matrix + j;
            row0 = Vector256.FusedMultiplyAdd(Vector256.Create(column[0]), even, row0);
            row1 = Vector256.FusedMultiplyAdd(Vector256.Create(column[8]), odd, row1);
            row2 = Vector256.FusedMultiplyAdd(Vector256.Create(column[16]), even, row2);
            row3 = Vector256.FusedMultiplyAdd(Vector256.Create(column[24]), odd, row3);
            row4 = Vector256.FusedMultiplyAdd(Vector256.Create(column[32]), even, row4);
            row5 = Vector256.FusedMultiplyAdd(Vector256.Create(column[40]), odd, row5);
            row6 = Vector256.FusedMultiplyAdd(Vector256.Create(column[48]), even, row6);
            row7 = Vector256.FusedMultiplyAdd(Vector256.Create(column[56]), odd, row7);
        }

        row0.Store(target);
        row1.Store(target + 8);
        row2.Store(target + 16);
        row3.Store(target + 24);
        row4.Store(target + 32);
        row5.Store(target + 40);
        row6.Store(target + 48);
        row7.Store(target + 56);
    }

    private static float[] MakeMatrix()
    {
        var matrix = new float[Side * Side];
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
