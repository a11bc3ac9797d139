using System.Runtime.InteropServices;

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
    private readonly NativeBuffer<short> _dc = new();
    private readonly NativeBuffer<ulong> _known = new();

    /// <summary>The blocks side by side.</summary>
    public int BlocksWide { get; private set; }

    /// <summary>The blocks one below the other.</summary>
    public int BlocksHigh { get; private set; }

    /// <summary>The steps that the levels are in, in zigzag order.</summary>
    public ushort[] Steps { get; } = new ushort[BlockSize];

    /// <summary>
    /// While the scans of a progressive file are read, the DC level of each block: the scans with DC alone would take a cache line
    /// of each block otherwise.
    /// </summary>
    public short* Dc => _dc.Pointer;

    /// <summary>Likewise which AC coefficients of each block are not zero, the one at position 1 in bit 1.</summary>
    public ulong* Known => _known.Pointer;

    /// <summary>The memory it holds, in bytes.</summary>
    public nuint MemoryUsed => _levels.Bytes + _dc.Bytes + _known.Bytes;

    private nuint Blocks => (nuint)BlocksWide * (nuint)BlocksHigh;

    /// <summary>Makes room for blocks; their levels are whatever was there.</summary>
    public void Reserve(int blocksWide, int blocksHigh, ReadOnlySpan<ushort> steps)
    {
        (BlocksWide, BlocksHigh) = (blocksWide, blocksHigh);
        steps.CopyTo(Steps);
        _ = _levels.Reserve((Blocks * BlockSize) + Slack);
    }

    /// <summary>Begins the scans of a progressive file, when room was made: no coefficient is known.</summary>
    public void StartScans()
    {
        NativeMemory.Clear(_dc.Reserve(Blocks), Blocks * sizeof(short));
        NativeMemory.Clear(_known.Reserve(Blocks), Blocks * sizeof(ulong));
    }

    /// <summary>Ends the scans of a progressive file: takes DC over into the blocks.</summary>
    public void EndScans()
    {
        var levels = _levels.Pointer;
        for (nuint block = 0; block < Blocks; block++)
        {
            levels[block * BlockSize] = _dc.Pointer[block];
        }
    }

    /// <summary>Sets all levels to zero.</summary>
    public void Clear() => NativeMemory.Clear(_levels.Pointer, Blocks * BlockSize * sizeof(short));

    /// <summary>The levels of a block; those of the blocks to its right follow.</summary>
    /// <param name="row">0 to <see cref="BlocksHigh"/> - 1.</param>
    /// <param name="column">0 to <see cref="BlocksWide"/> - 1.</param>
    public short* Block(int row, int column) => _levels.Pointer + (IndexOf(row, column) * BlockSize);

    /// <summary>The number of a block, in <see cref="Dc"/> and <see cref="Known"/>.</summary>
    /// <param name="row">0 to <see cref="BlocksHigh"/> - 1.</param>
    /// <param name="column">0 to <see cref="BlocksWide"/> - 1.</param>
    public nint IndexOf(int row, int column) => ((nint)row * BlocksWide) + column;

    public void Dispose()
    {
        _levels.Dispose();
        _dc.Dispose();
        _known.Dispose();
    }
}
