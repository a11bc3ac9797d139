namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Decodes an AC coefficient with one look: its run and value, and the bits of code and value together. Where they do not fit into
/// the window, the entry is 0.
/// </summary>
/// <remarks>
/// Entry: bits 0 to 4 the bits of input it takes, bits 5 to 8 the run, bits 9 to 15 how far the position advances, bits 16 to 31
/// the value. The end of a block of a sequential scan advances by <see cref="EndOfBlock"/>; other symbols without a value have the
/// entry 0.
/// </remarks>
internal sealed unsafe class CoefficientTable : IDisposable
{
    /// <summary>The advance of the end of a block: behind any position from any position.</summary>
    public const int EndOfBlock = 127;

    public const int RunShift = 5;
    public const int AdvanceShift = 9;
    public const int ValueShift = 16;
    public const int TakenMask = 31;
    public const int RunMask = 15;
    public const int AdvanceMask = 127;

    private readonly NativeBuffer<int> _entries = new();

    public DecodingTable Decoding { get; } = new();

    public int* Entries => _entries.Pointer;

    public void Build(HuffmanSpecification specification)
    {
        if (!Decoding.Build(specification))
        {
            return;
        }

        var entries = _entries.Reserve(DecodingTable.Entries);
        for (var window = 0; window < DecodingTable.Entries; window++)
        {
            var symbol = Decoding.Short[window];
            var (length, run, size) = (symbol >> 8, (symbol >> 4) & 15, symbol & 15);
            entries[window] = (length, size) switch
            {
                (0, _) => 0,
                (_, 0) => run == 0 ? (EndOfBlock << AdvanceShift) | length : 0,
                _ when length + size > DecodingTable.WindowBits => 0,
                _ => (Magnitude.Of(window, DecodingTable.WindowBits - length - size, size) << ValueShift)
                    | ((run + 1) << AdvanceShift) | (run << RunShift) | (length + size),
            };
        }
    }

    public void Dispose()
    {
        Decoding.Dispose();
        _entries.Dispose();
    }
}
