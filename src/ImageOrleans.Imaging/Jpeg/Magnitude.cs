using System.Numerics;
using System.Runtime.CompilerServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Coefficients as their size in bits, and that many bits more (ITU-T T.81, F.1.2.1).</summary>
internal static class Magnitude
{
    /// <summary>The value of some bits (EXTEND, figure F.12).</summary>
    /// <param name="bits">What holds the bits.</param>
    /// <param name="shift">The bits to the right of them.</param>
    /// <param name="size">Their number, 0 to 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(int bits, int shift, int size)
    {
        var value = (bits >> shift) & ((1 << size) - 1);
        return size == 0 || (value >> (size - 1)) != 0 ? value : value - (1 << size) + 1;
    }

    /// <summary>The size of a value in bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SizeOf(int value) => 32 - BitOperations.LeadingZeroCount((uint)Math.Abs(value));
}
