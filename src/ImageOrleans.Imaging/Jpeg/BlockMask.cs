using System.Runtime.Intrinsics;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Tells which coefficients of a block there are.</summary>
internal static unsafe class BlockMask
{
    /// <summary>A bit for each lane, to tell which of sixteen bits are set.</summary>
    public static Vector256<short> Places =>
        Vector256.Create((short)1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, -32768);
}
