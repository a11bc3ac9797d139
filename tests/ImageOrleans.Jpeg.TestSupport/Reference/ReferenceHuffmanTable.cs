namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>A Huffman table (T.81 annex C) as it stands in a DHT segment.</summary>
/// <param name="bits">BITS: how many codes there are of each length, 1 to 16 bits.</param>
/// <param name="values">HUFFVAL: the symbols, by rising code.</param>
public sealed class ReferenceHuffmanTable(byte[] bits, byte[] values)
{
    private readonly int[] _minCode = new int[17];
    private readonly int[] _maxCode = [.. Enumerable.Repeat(-1, 17)];
    private readonly int[] _valuePointer = new int[17];

    /// <summary>How many codes there are of each length, 1 to 16 bits.</summary>
    public IReadOnlyList<byte> Bits => bits;

    /// <summary>The symbols, by rising code.</summary>
    public IReadOnlyList<byte> Values => values;

    /// <summary>Code and length in bits of each symbol, for an encoder.</summary>
    public IDictionary<byte, (int Code, int Length)> Codes { get; } = new Dictionary<byte, (int Code, int Length)>();

    /// <summary>Generates the codes (figures C.1 to C.3, F.15).</summary>
    /// <param name="isDc">Whether its symbols are sizes of DC differences, 15 bits at most.</param>
    /// <returns>The table itself.</returns>
    /// <exception cref="ReferenceRefusalException">No such code exists, or a symbol means nothing.</exception>
    public ReferenceHuffmanTable Generate(bool isDc)
    {
        Codes.Clear();
        var code = 0;
        var next = 0;
        for (var length = 1; length <= 16; length++)
        {
            _valuePointer[length] = next;
            _minCode[length] = code;
            for (var i = 0; i < bits[length - 1]; i++)
            {
                Codes.TryAdd(values[next++], (code++, length));
            }

            _maxCode[length] = bits[length - 1] == 0 ? -1 : code - 1;

            // The code of all ones is reserved. What comes before the first code is not looked at, as in libjpeg.
            if (next > 0 && bits[length - 1] > 0 && code >= 1 << length)
            {
                throw ReferenceRefusalException.Damaged("The Huffman codes are too many.");
            }

            code <<= 1;
        }

        return isDc && values.Any(value => value > 15)
            ? throw ReferenceRefusalException.Damaged("A DC difference has more than 15 bits.")
            : this;
    }

    /// <summary>DECODE (T.81 F.2.2.3), bit by bit. Bits that are no code count as zero, and are 17, as in libjpeg.</summary>
    /// <param name="reader">Where the bits come from.</param>
    /// <returns>The symbol.</returns>
    public byte Decode(ReferenceBitReader reader)
    {
        var code = 0;
        for (var length = 1; length <= 16; length++)
        {
            code = (code << 1) | reader.ReadBit();
            if (code <= _maxCode[length])
            {
                // A code below the smallest of its length would have been a shorter code.
                return values[_valuePointer[length] + code - _minCode[length]];
            }
        }

        reader.ReadBit();
        return 0;
    }
}
