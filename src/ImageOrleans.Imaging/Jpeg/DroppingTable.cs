namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// A decoding table for AC coefficients that knows the requantiser. Most coefficients of a file become zero when its steps get
/// coarser, and for a magnitude that becomes zero at every position an entry need not tell which one it was: an entry covers a
/// run of such coefficients, one that may survive, more that don't, and perhaps the end of the block, as far as their codes fit
/// into the window. The value of the one that may survive is not looked at, so it may reach out of the window. So one look takes
/// two to three symbols.
/// </summary>
internal sealed unsafe class DroppingTable : IDisposable
{
    private readonly NativeBuffer<int> _entries = new();
    private int _dropped = -1;
    private int _componentClass;

    public DecodingTable Decoding { get; } = new();

    /// <summary>The entries, see <see cref="SequentialEntry"/>.</summary>
    public int* Entries => _entries.Pointer;

    /// <summary>Fills the table, unless it is that already.</summary>
    /// <param name="specification">The codes.</param>
    /// <param name="dropped">The largest magnitude that becomes zero at every position.</param>
    /// <param name="componentClass">The class of the component.</param>
    public void Build(HuffmanSpecification specification, int dropped, int componentClass)
    {
        if (!Decoding.Build(specification) && dropped == _dropped && componentClass == _componentClass)
        {
            return;
        }

        (_dropped, _componentClass) = (dropped, componentClass);
        var entries = _entries.Reserve(DecodingTable.Entries);
        for (var window = 0; window < DecodingTable.Entries; window++)
        {
            entries[window] = EntryFor(window) | (componentClass << SequentialEntry.ClassShift);
        }
    }

    public void Dispose()
    {
        Decoding.Dispose();
        _entries.Dispose();
    }

    private int EntryFor(int window)
    {
        var symbols = Decoding.Short;
        var (taken, advance) = (0, 0);
        var (kept, start, keptSize) = (-1, 0, 0);
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
                if (run != AcSymbol.MaxRun)
                {
                    // As in libjpeg, whatever run stands beside the size of 0.
                    return Entry(taken + length) | SequentialEntry.Leaves;
                }

                if (advance + AcSymbol.ZerosInRun > SequentialEntry.MaxAdvance)
                {
                    break;
                }

                taken += length;
                advance += AcSymbol.ZerosInRun;
                continue;
            }

            if (advance + run + 1 > SequentialEntry.MaxAdvance || taken + length + size > SequentialEntry.MaxBits)
            {
                break;
            }

            // Whatever the value is, or when it is known.
            var isDropped = (1 << size) - 1 <= _dropped
                || (length + size <= left && Math.Abs(Magnitude.Of(window, left - length - size, size)) <= _dropped);
            if (!isDropped)
            {
                if (kept >= 0 || size > SequentialEntry.MaxAcSize)
                {
                    break;
                }

                (kept, start, keptSize) = (advance + run, taken + length, size);
            }

            taken += length + size;
            advance += run + 1;
        }

        return taken == 0 ? SequentialEntry.Alone : Entry(taken);

        int Entry(int bits) => bits | (advance << SequentialEntry.AdvanceShift)
            | (kept < 0
                ? 0
                : SequentialEntry.Keeps | (start << SequentialEntry.StartShift) | (keptSize << SequentialEntry.SizeShift)
                    | ((advance - 1 - kept) << SequentialEntry.BackShift));
    }
}
