namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// The coefficients of a component: 64 levels for each block in zigzag order, the blocks row by row, in whole MCUs of an
/// interleaved scan.
/// </summary>
internal sealed unsafe class CoefficientPlane : IDisposable
{
    /// <summary>The coefficients of a block.</summary>
    public const int BlockSize = 64;

    /// <summary>What decoders may write behind the last block before they see that a file is damaged.</summary>
    private const int Slack = 16;

    private readonly NativeBuffer<short> _levels = new();

    /// <summary>The blocks side by side.</summary>
    public int BlocksWide { get; private set; }

    /// <summary>The blocks one below the other.</summary>
    public int BlocksHigh { get; private set; }

    /// <summary>The steps that the levels are in, in zigzag order.</summary>
    public ushort[] Steps { get; } = new ushort[BlockSize];

    /// <summary>The memory it holds, in bytes.</summary>
    public nuint MemoryUsed => _levels.Bytes;

    /// <summary>Makes room for blocks; their levels are whatever was there.</summary>
    public void Reserve(int blocksWide, int blocksHigh, ReadOnlySpan<ushort> steps)
    {
        (BlocksWide, BlocksHigh) = (blocksWide, blocksHigh);
        steps.CopyTo(Steps);
        _ = _levels.Reserve(((nuint)blocksWide * (nuint)blocksHigh * BlockSize) + Slack);
    }

    /// <summary>Sets all levels to zero.</summary>
    public void Clear() =>
        System.Runtime.InteropServices.NativeMemory.Clear(
            _levels.Pointer, (nuint)BlocksWide * (nuint)BlocksHigh * BlockSize * sizeof(short));

    /// <summary>The levels of a block; those of the blocks to its right follow.</summary>
    /// <param name="row">0 to <see cref="BlocksHigh"/> - 1.</param>
    /// <param name="column">0 to <see cref="BlocksWide"/> - 1.</param>
    public short* Block(int row, int column) => _levels.Pointer + ((((nint)row * BlocksWide) + column) * BlockSize);

    public void Dispose() => _levels.Dispose();
}
