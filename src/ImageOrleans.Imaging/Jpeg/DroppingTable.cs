namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// A decoding table for AC coefficients that knows the requantiser. Most coefficients of a file become zero when its steps get
/// coarser, and for a magnitude that becomes zero at every position an entry need not tell which one it was: an entry covers a
/// run of such coefficients, one that may survive, more that don't, and perhaps the end of the block, as far as they fit into
/// the window. So one look takes two to three symbols.
/// </summary>
internal sealed unsafe class DroppingTable : IDisposable
{
    // With the end of a block added it stays below the escape.
    private const int MaxAdvance = 62;
    private const int ZeroRun = 16;

    private readonly NativeBuffer<uint> _entries = new();
    private int _dropped = -1;
    private uint _classBits;

    public DecodingTable Decoding { get; } = new();

    /// <summary>The entries, see <see cref="AcEntry"/>.</summary>
    public uint* Entries => _entries.Pointer;

    /// <summary>Fills the table, unless it is that already.</summary>
    /// <param name="specification">The codes.</param>
    /// <param name="dropped">The largest magnitude that becomes zero at every position.</param>
    /// <param name="classBits">The class of the component, at its place in an entry.</param>
    public void Build(HuffmanSpecification specification, int dropped, uint classBits)
    {
        if (!Decoding.Build(specification) && dropped == _dropped && classBits == _classBits)
        {
            return;
        }

        (_dropped, _classBits) = (dropped, classBits);
        var entries = _entries.Reserve(DecodingTable.Entries);
        for (var window = 0; window < DecodingTable.Entries; window++)
        {
            entries[window] = EntryFor(window) | classBits;
        }
    }

    public void Dispose()
    {
        Decoding.Dispose();
        _entries.Dispose();
    }

    private uint EntryFor(int window)
    {
        var symbols = Decoding.Short;
        var (taken, advance, offset, value) = (0, 0, 0, 0);
        while (taken < DecodingTable.WindowBits)
        {
            var left = DecodingTable.WindowBits - taken;
            var symbol = symbols[(window << taken) & (DecodingTable.Entries - 1)];
            var (length, run, size) = (symbol >> 8, (symbol >> 4) & 15, symbol & 15);
            if (length == 0 || length > left)
            {
                break;
            }

            if (size == 0)
            {
                if (run != ZeroRun - 1)
                {
                    // As in libjpeg, whatever run stands beside the size of 0.
                    return Entry(taken + length, advance + (int)AcEntry.EndOfBlock, offset, value);
                }

                if (advance + ZeroRun > MaxAdvance)
                {
                    break;
                }

                taken += length;
                advance += ZeroRun;
                continue;
            }

            if (advance + run + 1 > MaxAdvance)
            {
                break;
            }

            var isDropped = (1 << size) - 1 <= _dropped;
            if (length + size > left)
            {
                // The value reaches out of the window, but whatever it is, it becomes zero.
                if (isDropped && taken + length + size <= AcEntry.MaxBits)
                {
                    taken += length + size;
                    advance += run + 1;
                }

                break;
            }

            if (!isDropped)
            {
                var candidate = Magnitude.Of(window, left - length - size, size);
                if (Math.Abs(candidate) > _dropped)
                {
                    if (value != 0 || size > 10)
                    {
                        break;
                    }

                    (value, offset) = (candidate, advance + run);
                }
            }

            taken += length + size;
            advance += run + 1;
        }

        return taken > 0 ? Entry(taken, advance, offset, value) : EscapeFor(symbols[window]);
    }

    private static uint Entry(int taken, int advance, int offset, int value) =>
        (uint)taken | ((uint)advance << AcEntry.AdvanceShift)
        | (value == 0 ? 0 : AcEntry.Token(0, offset, value));

    private static uint EscapeFor(int symbol)
    {
        var (length, run, size) = (symbol >> 8, (symbol >> 4) & 15, symbol & 15);
        return (AcEntry.Escape << AcEntry.AdvanceShift) | ((uint)run << 14) | ((uint)length << 20) | ((uint)size << 25);
    }
}
