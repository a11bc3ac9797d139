namespace ImageOrleans.Imaging.Jpeg;

/// <summary>A Huffman table as a file defines it (ITU-T T.81, B.2.4.2).</summary>
internal sealed class HuffmanSpecification
{
    /// <summary>The longest code in bits.</summary>
    public const int MaxLength = 16;

    /// <summary>Where the code begins in an element of <see cref="AssignCodes"/>, behind the number of its bits.</summary>
    public const int CodeShift = 5;

    /// <summary>What of an element of <see cref="AssignCodes"/> is the number of its bits.</summary>
    public const int LengthMask = (1 << CodeShift) - 1;

    /// <summary>Whether the file has defined it.</summary>
    public bool IsDefined { get; set; }

    /// <summary>The number of codes of each length: element <c>n</c> is for <c>n + 1</c> bits.</summary>
    public byte[] Counts { get; } = new byte[MaxLength];

    /// <summary>The symbols in the order of their codes.</summary>
    public byte[] Symbols { get; } = new byte[256];

    /// <summary>The number of symbols.</summary>
    public int SymbolCount { get; private set; }

    /// <summary>Takes a definition over.</summary>
    /// <param name="counts">The number of codes of each length.</param>
    /// <param name="symbols">The symbols.</param>
    /// <returns>Whether the codes exist: there are no more of a length than are left (Annex C).</returns>
    public bool TryDefine(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        var left = 1;
        foreach (var count in counts)
        {
            left = (left * 2) - count;
            if (left < 0)
            {
                return false;
            }
        }

        counts.CopyTo(Counts);
        symbols.CopyTo(Symbols);
        SymbolCount = symbols.Length;
        IsDefined = true;
        return true;
    }

    /// <summary>Works out the codes (Annex C).</summary>
    /// <param name="codes">Where they go, by symbol; the elements of symbols without a code stay as they are.</param>
    public void AssignCodes(Span<uint> codes)
    {
        var code = 0u;
        var position = 0;
        for (var length = 1; length <= MaxLength; length++, code <<= 1)
        {
            for (var i = 0; i < Counts[length - 1]; i++, code++)
            {
                codes[Symbols[position++]] = (code << CodeShift) | (uint)length;
            }
        }
    }

    /// <summary>Whether two tables have the same codes.</summary>
    public bool HasSameCodes(HuffmanSpecification other) =>
        SymbolCount == other.SymbolCount
        && Counts.AsSpan().SequenceEqual(other.Counts)
        && Symbols.AsSpan(0, SymbolCount).SequenceEqual(other.Symbols.AsSpan(0, other.SymbolCount));

    /// <summary>Takes the codes of another table over.</summary>
    public void CopyFrom(HuffmanSpecification other)
    {
        _ = TryDefine(other.Counts, other.Symbols.AsSpan(0, other.SymbolCount));
        IsDefined = other.IsDefined;
    }
}
