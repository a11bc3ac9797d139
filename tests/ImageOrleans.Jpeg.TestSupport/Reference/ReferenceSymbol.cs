namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>A Huffman symbol and the bits behind it.</summary>
/// <param name="IsDc">Whether it is of a DC table.</param>
/// <param name="Table">Which table, 0 or 1.</param>
/// <param name="Value">The symbol: a size, or a run and a size.</param>
/// <param name="Bits">The bits behind it.</param>
internal readonly record struct ReferenceSymbol(bool IsDc, int Table, byte Value, int Bits)
{
    /// <summary>The symbol of a value after a run of zeros (T.81 F.1.2.1, F.1.2.2).</summary>
    public static ReferenceSymbol Of(bool isDc, int table, int run, int value)
    {
        var size = 0;
        while (Math.Abs(value) >> size != 0)
        {
            size++;
        }

        if (size > (isDc ? 11 : 10))
        {
            throw ReferenceRefusalException.Damaged($"Baseline cannot code {value}.");
        }

        return new ReferenceSymbol(isDc, table, (byte)((run << 4) | size), value < 0 ? value + (1 << size) - 1 : value);
    }
}
