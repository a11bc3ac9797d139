using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// The coefficients of a component: for each block its DC level, which AC levels are not zero, and those, the blocks row by row, in
/// whole MCUs of an interleaved scan. DC is apart as the scans of progressive files with DC alone would take a cache line of each
/// block otherwise, and the other AC levels are whatever was there: so the memory, the most that a file takes, is not cleared.
/// </summary>
internal sealed unsafe class CoefficientPlane : IDisposable
{
    /// <summary>The coefficients of a block.</summary>
    public const int BlockSize = 64;

    /// <summary>What decoders may write behind the last block before they see that a file is damaged.</summary>
    private const int Slack = 16;

    private readonly NativeBuffer<short> _levels = new();
    private readonly NativeBuffer<short> _dc = new();
    private readonly NativeBuffer<ulong> _known = new();

    /// <summary>The blocks side by side.</summary>
    public int BlocksWide { get; private set; }

    /// <summary>The blocks one below the other.</summary>
    public int BlocksHigh { get; private set; }

    /// <summary>The steps that the levels are in, in zigzag order.</summary>
    public ushort[] Steps { get; } = new ushort[BlockSize];

    /// <summary>The AC levels of the blocks, in zigzag order from position 0, where nothing is.</summary>
    public short* Levels => _levels.Pointer;

    /// <summary>The DC level of each block.</summary>
    public short* Dc => _dc.Pointer;

    /// <summary>Which AC levels of each block are not zero, the one at position 1 in bit 1.</summary>
    public ulong* Known => _known.Pointer;

    /// <summary>The memory it holds, in bytes.</summary>
    public nuint MemoryUsed => _levels.Bytes + _dc.Bytes + _known.Bytes;

    /// <summary>Makes room for blocks; all levels are zero.</summary>
    public void Start(int blocksWide, int blocksHigh, ReadOnlySpan<ushort> steps)
    {
        (BlocksWide, BlocksHigh) = (blocksWide, blocksHigh);
        steps.CopyTo(Steps);
        var blocks = (nuint)blocksWide * (nuint)blocksHigh;
        _ = _levels.Reserve((blocks * BlockSize) + Slack);
        NativeMemory.Clear(_dc.Reserve(blocks), blocks * sizeof(short));
        NativeMemory.Clear(_known.Reserve(blocks), blocks * sizeof(ulong));
    }

    /// <summary>The number of a block; those of the blocks to its right follow.</summary>
    /// <param name="row">0 to <see cref="BlocksHigh"/> - 1.</param>
    /// <param name="column">0 to <see cref="BlocksWide"/> - 1.</param>
    public nint IndexOf(int row, int column) => ((nint)row * BlocksWide) + column;

    /// <summary>The AC levels of a block.</summary>
    /// <param name="block">Its number.</param>
    public short* LevelsOf(nint block) => _levels.Pointer + (block * BlockSize);

    public void Dispose()
    {
        _levels.Dispose();
        _dc.Dispose();
        _known.Dispose();
    }
}
