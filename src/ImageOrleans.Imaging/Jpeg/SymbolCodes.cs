namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// The Huffman codes of a result: of each index of <see cref="SymbolCoding"/>, and as tables for the file.
/// </summary>
internal sealed unsafe class SymbolCodes : IDisposable
{
    /// <summary>The number of tables: DC and AC, luminance and chrominance.</summary>
    public const int Tables = 4;

    /// <summary>Where the code begins in an element of <see cref="Codes"/>, behind the number of its bits.</summary>
    public const int CodeShift = 6;

    /// <summary>What of an element of <see cref="Codes"/> is the number of its bits.</summary>
    public const int LengthMask = (1 << CodeShift) - 1;

    private const int SymbolsInTable = 256;

    private readonly NativeBuffer<ulong> _codes = new();
    private readonly NativeBuffer<uint> _histogram = new();
    private readonly OptimalHuffman _optimal = new();

    /// <summary>
    /// For each index the code, and the bits of code and additional bits together: bits 0 to 5 their number, the others the code,
    /// shifted to make room for the additional bits.
    /// </summary>
    public ulong* Codes => _codes.Pointer;

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
        var histogram = new Span<uint>(_histogram.Pointer, SymbolCoding.Indices);
        var others = new Span<uint>(_histogram.Pointer + SymbolCoding.Indices, SymbolCoding.Indices);
        for (var i = 0; i < histogram.Length; i++)
        {
            histogram[i] += others[i];
            others[i] = 0;
        }

        CountEnds(histogram);
        var total = 0L;
        Span<uint> assigned = stackalloc uint[SymbolsInTable];
        for (var table = 0; table < Tables; table++)
        {
            var counts = histogram.Slice(table * SymbolsInTable, SymbolsInTable);
            var specification = Specifications[table];
            specification.IsDefined = _optimal.TryBuild(counts, specification);
            if (!specification.IsDefined)
            {
                continue;
            }

            specification.AssignCodes(assigned);
            foreach (var symbol in specification.Symbols.AsSpan(0, specification.SymbolCount))
            {
                ulong code = assigned[symbol] >> HuffmanSpecification.CodeShift;
                var size = symbol & 15;
                var length = (int)(assigned[symbol] & HuffmanSpecification.LengthMask) + size;
                codes[(table * SymbolsInTable) + symbol] = (code << (size + CodeShift)) | (uint)length;
                total += (long)counts[symbol] * length;
            }
        }

        JoinEnds(codes);
        return total;
    }

    /// <summary>Counts the ends of blocks that come with DC symbols, and those symbols, for their own tables.</summary>
    private static void CountEnds(Span<uint> histogram)
    {
        foreach (var table in (ReadOnlySpan<int>)[0, SymbolCoding.ClassBit])
        {
            var dc = histogram.Slice(table, SymbolsInTable);
            for (var size = 0; size <= SequentialEntry.MaxDcSize; size++)
            {
                ref var luminance = ref dc[SymbolCoding.EndOfLuminance | size];
                ref var chrominance = ref dc[SymbolCoding.EndOfChrominance | size];
                histogram[SymbolCoding.AcBit] += luminance;
                histogram[SymbolCoding.AcBit | SymbolCoding.ClassBit] += chrominance;
                dc[size] += luminance + chrominance;
                (luminance, chrominance) = (0, 0);
            }
        }
    }

    /// <summary>Makes the codes of DC symbols behind an end of a block: one code after the other.</summary>
    private static void JoinEnds(ulong* codes)
    {
        foreach (var table in (ReadOnlySpan<int>)[0, SymbolCoding.ClassBit])
        {
            for (var size = 0; size <= SequentialEntry.MaxDcSize; size++)
            {
                var dc = codes[table | size];
                codes[table | SymbolCoding.EndOfLuminance | size] = Join(codes[SymbolCoding.AcBit], dc);
                codes[table | SymbolCoding.EndOfChrominance | size] = Join(codes[SymbolCoding.AcBit | SymbolCoding.ClassBit], dc);
            }
        }

        static ulong Join(ulong first, ulong second)
        {
            var length = (int)(second & LengthMask);
            return ((((first >> CodeShift) << length) | (second >> CodeShift)) << CodeShift) | ((first & LengthMask) + (uint)length);
        }
    }

    public void Dispose()
    {
        _codes.Dispose();
        _histogram.Dispose();
    }
}
