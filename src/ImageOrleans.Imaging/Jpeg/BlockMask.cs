using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Tells which coefficients of a block there are.</summary>
internal static unsafe class BlockMask
{
    /// <summary>Which coefficients of a block are not zero, the first one in bit 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NonZero(short* block)
    {
        var mask = 0UL;
        for (var i = 0; i < CoefficientPlane.BlockSize; i += Vector256<sbyte>.Count)
        {
            // Saturating, so that what is not zero stays so.
            var bytes = Vector256.NarrowWithSaturation(Vector256.Load(block + i), Vector256.Load(block + i + Vector256<short>.Count));
            mask |= (ulong)(~Vector256.Equals(bytes, Vector256<sbyte>.Zero)).ExtractMostSignificantBits() << i;
        }

        return mask;
    }

    /// <summary>Which rows of eight have a bit in a mask, the first one in bit 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Rows(ulong mask)
    {
        // The bits of each byte come together in its first one; the product brings those to the uppermost byte, each to its place.
        mask |= mask >> 4;
        mask |= mask >> 2;
        mask |= mask >> 1;
        return (int)(((mask & 0x0101010101010101) * 0x0102040810204080) >> 56);
    }
}
