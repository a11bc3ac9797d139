namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Decodes a DC difference with one look: an entry has the bits of code and value together, and the value. Where they do not fit
/// into the window, the entry is 0.
/// </summary>
/// <remarks>Entry: bits 0 to 5 the bits of input it takes, bits 16 to 31 the difference.</remarks>
internal sealed unsafe class DcTable : IDisposable
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
            var (length, size) = (Decoding.Short[window] >> 8, Decoding.Short[window] & 255);
            entries[window] = length == 0 || length + size > DecodingTable.WindowBits
                ? 0
                : (Magnitude.Of(window, DecodingTable.WindowBits - length - size, size) << 16) | (length + size);
        }
    }

    public void Dispose()
    {
        Decoding.Dispose();
        _entries.Dispose();
    }
}
