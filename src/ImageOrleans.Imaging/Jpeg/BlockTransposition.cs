using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Turns rows of a block into columns.</summary>
internal static unsafe class BlockTransposition
{
    private const int Side = 8;

    /// <summary>Turns the rows of a block into columns.</summary>
    /// <param name="source">The block.</param>
    /// <param name="target">Where the other goes; it must not be the same.</param>
    /// <returns>Which rows of the other are not zero, the first one in bit 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Transpose(float* source, float* target)
    {
        return Avx.IsSupported ? TransposeVectors(source, target) : TransposeOneByOne(source, target);
    }

    /// <summary>The twin of <see cref="Transpose"/> for one coefficient at a time.</summary>
    public static int TransposeOneByOne(float* source, float* target)
    {
        var used = 0;
        for (var i = 0; i < Side * Side; i++)
        {
            target[((i % Side) * Side) + (i / Side)] = source[i];
            used |= source[i] != 0 ? 1 << (i % Side) : 0;
        }

        return used;
    }

    private static int TransposeVectors(float* source, float* target)
    {
        var (a, b) = (Vector256.Load(source), Vector256.Load(source + 8));
        var (c, d) = (Vector256.Load(source + 16), Vector256.Load(source + 24));
        var (e, f) = (Vector256.Load(source + 32), Vector256.Load(source + 40));
        var (g, h) = (Vector256.Load(source + 48), Vector256.Load(source + 56));

        // Columns that hold something become rows that do.
        var all = a.AsInt32() | b.AsInt32() | c.AsInt32() | d.AsInt32() | e.AsInt32() | f.AsInt32() | g.AsInt32() | h.AsInt32();
        var used = (int)(~Vector256.Equals(all & Vector256.Create(int.MaxValue), Vector256<int>.Zero)).ExtractMostSignificantBits();

        var (ab0, ab1) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b));
        var (cd0, cd1) = (Avx.UnpackLow(c, d), Avx.UnpackHigh(c, d));
        var (ef0, ef1) = (Avx.UnpackLow(e, f), Avx.UnpackHigh(e, f));
        var (gh0, gh1) = (Avx.UnpackLow(g, h), Avx.UnpackHigh(g, h));
        var (abcd0, abcd1) = (Avx.Shuffle(ab0, cd0, 0x44), Avx.Shuffle(ab0, cd0, 0xEE));
        var (abcd2, abcd3) = (Avx.Shuffle(ab1, cd1, 0x44), Avx.Shuffle(ab1, cd1, 0xEE));
        var (efgh0, efgh1) = (Avx.Shuffle(ef0, gh0, 0x44), Avx.Shuffle(ef0, gh0, 0xEE));
        var (efgh2, efgh3) = (Avx.Shuffle(ef1, gh1, 0x44), Avx.Shuffle(ef1, gh1, 0xEE));
        Avx.Permute2x128(abcd0, efgh0, 0x20).Store(target);
        Avx.Permute2x128(abcd1, efgh1, 0x20).Store(target + 8);
        Avx.Permute2x128(abcd2, efgh2, 0x20).Store(target + 16);
        Avx.Permute2x128(abcd3, efgh3, 0x20).Store(target + 24);
        Avx.Permute2x128(abcd0, efgh0, 0x31).Store(target + 32);
        Avx.Permute2x128(abcd1, efgh1, 0x31).Store(target + 40);
        Avx.Permute2x128(abcd2, efgh2, 0x31).Store(target + 48);
        Avx.Permute2x128(abcd3, efgh3, 0x31).Store(target + 56);
        return used;
    }
}
