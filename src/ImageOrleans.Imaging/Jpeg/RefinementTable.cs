namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Decodes a symbol of a scan that adds a bit to AC coefficients (ITU-T T.81, G.1.2.3) with one look: the run of coefficients that
/// stay zero, and the one behind it that becomes 1 or -1, or stays zero too. Where it does not fit into the window, or is an end of
/// band, the entry is 0.
/// </summary>
/// <remarks>
/// Entry: bits 0 to 5 the bits of input it takes, bits 8 to 11 the run, bits 16 to 31 the value.
/// </remarks>
internal sealed unsafe class RefinementTable : IDisposable
{
    public const int RunShift = 8;
    public const int RunMask = 15;
    public const int ValueShift = 16;

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
            var (length, symbol) = (Decoding.Short[window] >> 8, Decoding.Short[window] & 255);
            var size = symbol & 15;
            var isHere = length != 0 && length + size <= DecodingTable.WindowBits && (size == 1 || symbol == AcSymbol.ZeroRun);
            entries[window] = isHere
                ? (Magnitude.Of(window, DecodingTable.WindowBits - length - size, size) << ValueShift)
                    | ((symbol >> 4) << RunShift) | (length + size)
                : 0;
        }
    }

    public void Dispose()
    {
        Decoding.Dispose();
        _entries.Dispose();
    }
}
