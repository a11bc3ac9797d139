namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// A Huffman table made ready for decoding symbol by symbol (ITU-T T.81, Annex C): a symbol for each possible beginning of the
/// input. It has two levels: most codes are found by the first bits, the others by 16.
/// </summary>
/// <remarks>
/// Both levels hold the length of the code, times 256, plus its symbol. Longer codes are larger numbers, so that those which are
/// too long for the first level are all of 16 bits from one number on, and the second level begins there.
/// </remarks>
internal sealed unsafe class DecodingTable : IDisposable
{
    /// <summary>The bits of input that the first level is looked up by.</summary>
    public const int WindowBits = 11;

    /// <summary>The number of entries of the first level.</summary>
    public const int Entries = 1 << WindowBits;

    private readonly NativeBuffer<ushort> _short = new();
    private readonly NativeBuffer<ushort> _long = new();
    private readonly HuffmanSpecification _specification = new();
    private int _longStart;

    /// <summary>The first level, by the next <see cref="WindowBits"/> bits; 0 where the second one is to be asked.</summary>
    public ushort* Short => _short.Pointer;

    /// <summary>
    /// The second level, by the next 16 bits, where the first one has 0; 0 where no code is the beginning of the input. It does
    /// not exist for other bits.
    /// </summary>
    public ushort* Long => _long.Pointer - _longStart;

    /// <summary>Fills the table, unless it is that already.</summary>
    /// <returns>Whether it was filled anew.</returns>
    public bool Build(HuffmanSpecification specification)
    {
        if (_specification.IsDefined && _specification.HasSameCodes(specification))
        {
            return false;
        }

        _specification.CopyFrom(specification);
        const int longestCode = HuffmanSpecification.MaxLength;
        var first = new Span<ushort>(_short.Reserve(Entries), Entries);
        first.Clear();
        var code = 0;
        var position = 0;
        for (var length = 1; length <= WindowBits; length++, code <<= 1)
        {
            for (var i = 0; i < specification.Counts[length - 1]; i++, code++)
            {
                first.Slice(code << (WindowBits - length), 1 << (WindowBits - length)).Fill(Entry(length, position++));
            }
        }

        // Here code is the first one of WindowBits + 1 bits.
        _longStart = code << (longestCode - WindowBits - 1);
        var longEntries = (1 << longestCode) - _longStart;
        var second = new Span<ushort>(_long.Reserve((nuint)longEntries), longEntries);
        second.Clear();
        for (var length = WindowBits + 1; length <= longestCode; length++, code <<= 1)
        {
            for (var i = 0; i < specification.Counts[length - 1]; i++, code++)
            {
                second.Slice((code << (longestCode - length)) - _longStart, 1 << (longestCode - length)).Fill(Entry(length, position++));
            }
        }

        return true;

        ushort Entry(int length, int symbol) => (ushort)((length << 8) | specification.Symbols[symbol]);
    }

    public void Dispose()
    {
        _short.Dispose();
        _long.Dispose();
    }
}
