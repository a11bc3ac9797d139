namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Decodes an AC coefficient with one look: run, value, and the bits of code and value together. Where they do not fit into the
/// window, or there is no value, the entry is 0.
/// </summary>
/// <remarks>Entry: bits 0 to 5 the bits of input it takes, bits 8 to 11 the run, bits 16 to 31 the value.</remarks>
internal sealed unsafe class CoefficientTable : IDisposable
{
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
            entries[window] = length == 0 || size == 0 || length + size > DecodingTable.WindowBits
                ? 0
                : (Magnitude.Of(window, DecodingTable.WindowBits - length - size, size) << 16) | (run << 8) | (length + size);
        }
    }

    public void Dispose()
    {
        Decoding.Dispose();
        _entries.Dispose();
    }
}
