using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Orleans;

/// <summary>Hashes that are the same in every process and on every machine.</summary>
public static class StableHash
{
    /// <summary>The hash of bytes: xxHash, 32 bits, its canonical (big-endian) bytes read as a little-endian number.</summary>
    public static uint ComputeHash(ReadOnlySpan<byte> data) => BinaryPrimitives.ReverseEndianness(XxHash32.Hash(data));

    /// <summary>The hash of a text's UTF-16 code units.</summary>
    public static uint ComputeHash(string data) => ComputeHash(MemoryMarshal.AsBytes(data.AsSpan()));
}
