namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// The layout of what is to be entropy-coded: a symbol of the result with its table, and the bits that follow its code.
/// </summary>
/// <remarks>
/// Bits 0 to 15 the additional bits, bits 16 to 23 the symbol (run and size), bit 24 whether it is an AC symbol, bit 25 the class
/// of the component. So the upper half is the index of the code in <see cref="SymbolCodes"/>. DC symbols have no run; there is
/// instead whether the end of the block before comes with them, and in which class: the two are coded at once.
/// </remarks>
internal static class SymbolCoding
{
    /// <summary>Where the index of the code begins.</summary>
    public const int IndexShift = 16;

    /// <summary>The index's bit for AC symbols.</summary>
    public const int AcBit = 1 << 8;

    /// <summary>The index's bit for chrominance.</summary>
    public const int ClassBit = 1 << 9;

    /// <summary>Where a DC symbol's index has the end of the block before.</summary>
    public const int EndShift = 4;

    /// <summary>The index's bits for a DC symbol before which a block of luminance ends.</summary>
    public const int EndOfLuminance = 1 << EndShift;

    /// <summary>The index's bits for a DC symbol before which a block of chrominance ends.</summary>
    public const int EndOfChrominance = 2 << EndShift;

    /// <summary>The number of indices: two classes of two tables of 256 symbols.</summary>
    public const int Indices = 1 << 10;
}
