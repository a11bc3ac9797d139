using System.Runtime.CompilerServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// The symbols of one progressive scan with the bits that follow them, how often each occurs, and the codes made for them.
/// </summary>
/// <remarks>
/// A symbol: bits 0 to 15 the additional bits, bits 16 to 20 their number, from bit 21 on the index of its code: 256 of the first
/// table, 256 of the second, and one for bits without a code. Unlike in baseline scans, the additional bits do not follow from
/// the symbol: it may be a run of ends of blocks, and correction bits come without a symbol (ITU-T T.81, G.1.2.2 and G.1.2.3).
/// </remarks>
internal sealed unsafe class ScanSymbols : IDisposable
{
    /// <summary>The tables that a scan can have.</summary>
    public const int Tables = 2;

    private const int CountShift = 16;
    private const int IndexShift = 21;
    private const int Bare = 512;
    private const int MaxSymbolBits = 32;

    private readonly NativeBuffer<uint> _symbols = new();
    private readonly NativeBuffer<uint> _histogram = new();
    private readonly NativeBuffer<uint> _codes = new();
    private readonly OptimalHuffman _optimal = new();

    /// <summary>The tables, those that are in use: <see cref="HuffmanSpecification.IsDefined"/>.</summary>
    public HuffmanSpecification[] Specifications { get; } = [new(), new()];

    /// <summary>Where the next symbol goes.</summary>
    public uint* Next { get; set; }

    /// <summary>The memory it holds, in bytes.</summary>
    public nuint MemoryUsed => _symbols.Bytes;

    /// <summary>How often each index occurs.</summary>
    public uint* Histogram => _histogram.Pointer;

    /// <summary>Begins a scan.</summary>
    public void Start()
    {
        Next = _symbols.Reserve(1);
        var histogram = _histogram.Reserve(Bare + 1);
        new Span<uint>(histogram, Bare + 1).Clear();
    }

    /// <summary>Makes room for symbols.</summary>
    public void Expect(nuint count)
    {
        var used = (nuint)(Next - _symbols.Pointer);
        Next = _symbols.Grow(used + count) + used;
    }

    /// <summary>Makes a symbol.</summary>
    /// <param name="histogram">Where it is counted.</param>
    /// <param name="index">The index of its code.</param>
    /// <param name="bits">The additional bits.</param>
    /// <param name="count">Their number, 0 to 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(uint* histogram, int index, uint bits, int count)
    {
        histogram[index]++;
        return ((uint)index << IndexShift) | ((uint)count << CountShift) | bits;
    }

    /// <summary>Bits without a symbol.</summary>
    /// <param name="bits">The bits.</param>
    /// <param name="count">Their number, 0 to 16.</param>
    public static uint OfBits(uint bits, int count) => ((uint)Bare << IndexShift) | ((uint)count << CountShift) | bits;

    /// <summary>The bits that the symbols of the first table come to, each taking its information, and the additional ones.</summary>
    public long EstimateBits()
    {
        var total = 0u;
        var information = 0L;
        for (var i = 0; i < 256; i++)
        {
            var count = _histogram.Pointer[i];
            if (count > 0)
            {
                total += count;
                information -= (long)count * Information.Logarithm(count);
            }
        }

        information += total == 0 ? 0 : (long)total * Information.Logarithm(total);
        return (information >> Information.FractionBits) + AdditionalBits();
    }

    /// <summary>Makes the codes that give the fewest bits.</summary>
    public void BuildOptimal()
    {
        var codes = _codes.Reserve(Bare + 1);
        codes[Bare] = 0;
        for (var table = 0; table < Tables; table++)
        {
            var counts = new ReadOnlySpan<uint>(_histogram.Pointer + (256 * table), 256);
            var specification = Specifications[table];
            specification.IsDefined = _optimal.TryBuild(counts, specification);
            if (specification.IsDefined)
            {
                specification.AssignCodes(new Span<uint>(codes + (256 * table), 256));
            }
        }
    }

    /// <summary>Writes the scan's bits, without byte stuffing, with the codes of <see cref="BuildOptimal"/>.</summary>
    /// <param name="output">Where the bytes go.</param>
    /// <returns>The number of bytes; the last one is filled up with ones (F.1.2.3).</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Write(NativeBuffer<byte> output)
    {
        var start = output.Reserve((((nuint)(Next - _symbols.Pointer)) * (MaxSymbolBits / 8)) + sizeof(ulong));
        var target = start;
        var end = Next;
        var codes = _codes.Pointer;
        var bits = 0UL;
        var count = 0;
        for (var symbol = _symbols.Pointer; symbol < end; symbol++)
        {
            // Fewer than 8 bits wait, and a symbol takes at most 32.
            var code = codes[*symbol >> IndexShift];
            var additional = (int)(*symbol >> CountShift) & 31;
            var length = (int)(code & HuffmanSpecification.LengthMask) + additional;
            bits = (bits << length) | ((ulong)(code >> HuffmanSpecification.CodeShift) << additional) | (ushort)*symbol;
            count += length;
            *(ulong*)target = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bits << (64 - count));
            target += count >> 3;
            count &= 7;
        }

        if (count > 0)
        {
            *target++ = (byte)((bits << (8 - count)) | (0xFFu >> count));
        }

        return checked((int)(target - start));
    }

    private long AdditionalBits()
    {
        var total = 0L;
        for (var symbol = _symbols.Pointer; symbol < Next; symbol++)
        {
            total += (*symbol >> CountShift) & 31;
        }

        return total;
    }

    public void Dispose()
    {
        _symbols.Dispose();
        _histogram.Dispose();
        _codes.Dispose();
    }
}
