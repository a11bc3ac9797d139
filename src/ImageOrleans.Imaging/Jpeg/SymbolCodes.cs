namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// The Huffman codes of a result: of each index of <see cref="SymbolCoding"/>, and as tables for the file.
/// </summary>
internal sealed unsafe class SymbolCodes : IDisposable
{
    /// <summary>The number of tables: DC and AC, luminance and chrominance.</summary>
    public const int Tables = 4;

    private readonly NativeBuffer<uint> _codes = new();
    private readonly NativeBuffer<uint> _histogram = new();
    private readonly OptimalHuffman _optimal = new();

    /// <summary>
    /// For each index the code, and the bits of code and additional bits together: bits 0 to 4 their number, the others the code,
    /// shifted to make room for the additional bits.
    /// </summary>
    public uint* Codes => _codes.Pointer;

    /// <summary>The tables, those that are in use: <see cref="HuffmanSpecification.IsDefined"/>.</summary>
    public HuffmanSpecification[] Specifications { get; } = [new(), new(), new(), new()];

    /// <summary>Two histograms of indices, cleared.</summary>
    public uint* StartHistogram()
    {
        var histogram = _histogram.Reserve(2 * SymbolCoding.Indices);
        new Span<uint>(histogram, 2 * SymbolCoding.Indices).Clear();
        return histogram;
    }

    /// <summary>Makes the codes that give the fewest bits for the symbols that were counted.</summary>
    /// <returns>The number of bits that they come to, with the additional ones.</returns>
    public long BuildOptimal()
    {
        var codes = _codes.Reserve(SymbolCoding.Indices);
        var histogram = new Span<uint>(_histogram.Pointer, 2 * SymbolCoding.Indices);
        var total = 0L;
        for (var table = 0; table < Tables; table++)
        {
            var counts = histogram.Slice(table * 256, 256);
            var others = histogram.Slice(SymbolCoding.Indices + (table * 256), 256);
            for (var i = 0; i < counts.Length; i++)
            {
                counts[i] += others[i];
                others[i] = 0;
            }

            var specification = Specifications[table];
            specification.IsDefined = _optimal.TryBuild(counts, specification);
            if (!specification.IsDefined)
            {
                continue;
            }

            var code = 0u;
            var position = 0;
            for (var length = 1; length <= HuffmanSpecification.MaxLength; length++, code <<= 1)
            {
                for (var i = 0; i < specification.Counts[length - 1]; i++, code++)
                {
                    var symbol = specification.Symbols[position++];
                    var size = symbol & 15;
                    codes[(table * 256) + symbol] = (code << (size + 5)) | (uint)(length + size);
                    total += (long)counts[symbol] * (length + size);
                }
            }
        }

        return total;
    }

    public void Dispose()
    {
        _codes.Dispose();
        _histogram.Dispose();
    }
}
