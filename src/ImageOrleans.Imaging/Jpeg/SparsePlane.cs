using System.Runtime.CompilerServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// The levels of a component that are not zero, block by block, as far as the picture goes. At usual qualities that is one or two
/// of the 63 AC levels of a block, and scan after scan goes over them.
/// </summary>
internal sealed unsafe class SparsePlane : IDisposable
{
    /// <summary>Where the level begins in a token: its position in zigzag order is below, 1 to 63. A block ends with 0.</summary>
    public const int LevelShift = 16;

    /// <summary>The position in a token.</summary>
    public const int PositionMask = 63;

    private readonly NativeBuffer<uint> _tokens = new();
    private readonly NativeBuffer<uint> _starts = new();
    private readonly NativeBuffer<short> _dc = new();
    private uint _count;

    /// <summary>The blocks side by side.</summary>
    public int BlocksWide { get; private set; }

    /// <summary>The blocks one below the other.</summary>
    public int BlocksHigh { get; private set; }

    /// <summary>The memory it holds, in bytes.</summary>
    public nuint MemoryUsed => _tokens.Bytes + _starts.Bytes + _dc.Bytes;

    /// <summary>The DC level of each block, row by row.</summary>
    public short* Dc => _dc.Pointer;

    /// <summary>Forgets all blocks, and makes room for others.</summary>
    public void Start(int blocksWide, int blocksHigh)
    {
        (BlocksWide, BlocksHigh) = (blocksWide, blocksHigh);
        var blocks = (nuint)blocksWide * (nuint)blocksHigh;
        _ = _starts.Reserve(blocks);
        _ = _dc.Reserve(blocks);

        // The first token is the end of all blocks without AC levels.
        *_tokens.Grow(1) = 0;
        _count = 1;
    }

    /// <summary>Makes room for the tokens of some blocks.</summary>
    public void Expect(int blocks) => _ = _tokens.Grow(checked((uint)(_count + ((long)blocks * CoefficientPlane.BlockSize))));

    /// <summary>Where the tokens of the next block go: room for 63 levels if <see cref="Expect"/> was told of it.</summary>
    public uint* Next => _tokens.Pointer + _count;

    /// <summary>Adds a block.</summary>
    /// <param name="index">Its number, row by row.</param>
    /// <param name="dc">The DC level.</param>
    /// <param name="end">Behind its AC levels, which were written from <see cref="Next"/> on.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int index, int dc, uint* end)
    {
        _dc.Pointer[index] = (short)dc;
        if (end == Next)
        {
            _starts.Pointer[index] = 0;
            return;
        }

        _starts.Pointer[index] = _count;
        *end = 0;
        _count = (uint)(end + 1 - _tokens.Pointer);
    }

    /// <summary>The AC levels of a block.</summary>
    /// <param name="index">Its number, row by row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint* Block(int index) => _tokens.Pointer + _starts.Pointer[index];

    /// <summary>The token of a level.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Token(int level, int position) => ((uint)level << LevelShift) | (uint)position;

    /// <summary>Makes a plane of coefficients of the levels.</summary>
    /// <param name="plane">The plane.</param>
    /// <param name="steps">The steps that the levels are in.</param>
    public void CopyTo(CoefficientPlane plane, ReadOnlySpan<ushort> steps)
    {
        plane.Start(BlocksWide, BlocksHigh, steps);
        for (var i = 0; i < BlocksWide * BlocksHigh; i++)
        {
            plane.Dc[i] = Dc[i];
            for (var token = Block(i); *token != 0; token++)
            {
                var position = (int)*token & PositionMask;
                plane.Known[i] |= 1UL << position;
                plane.LevelsOf(i)[position] = (short)((int)*token >> LevelShift);
            }
        }
    }

    public void Dispose()
    {
        _tokens.Dispose();
        _starts.Dispose();
        _dc.Dispose();
    }
}
