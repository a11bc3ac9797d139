namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// The layout of the entries of <see cref="DroppingTable"/> and of the tokens that <see cref="SequentialDecoder"/> writes: a token
/// is an entry plus the position of its block's next coefficient.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>bits 0 to 5</term><description>the bits of input taken, 1 to 18; bit 5 is 0</description></item>
/// <item><term>bits 6 to 11, 13</term><description>how far the position advances: 1 to 63; 128 and more for an end of block</description></item>
/// <item><term>bit 12</term><description>the class of the component: 0 luminance, 1 chrominance</description></item>
/// <item><term>bits 14 to 19</term><description>how far before the coefficient that is kept; in a token its position, 0 for DC and end of block</description></item>
/// <item><term>bits 20 to 30</term><description>the value that is kept, -1,023 to 1,023</description></item>
/// <item><term>bit 31</term><description>whether a value is kept</description></item>
/// </list>
/// </remarks>
internal static class AcEntry
{
    public const int AdvanceShift = 6;
    public const uint AdvanceMask = 0xBFu << AdvanceShift;
    public const int ClassShift = 12;
    public const int PositionShift = 14;
    public const int ValueShift = 20;
    public const uint ValueMask = 0x7FF;
    public const uint Keeps = 1u << 31;

    /// <summary>What is added to the advance of an entry that ends the block.</summary>
    public const uint EndOfBlock = 128;

    /// <summary>
    /// The advance of an entry with nothing that could be taken from the window alone. Its bits 14 to 17 have the run, bits 20
    /// to 24 the length of the code, bits 25 to 28 the size; a length of 0 stands for a code longer than the window.
    /// </summary>
    public const uint Escape = 0xBF;

    /// <summary>The most bits of input an entry takes: three entries in a row need no refill between them.</summary>
    public const int MaxBits = 18;

    /// <summary>The token of the end of a block, without the class: of position 0 like DC, and told from it by its advance.</summary>
    public const uint EndOfBlockToken = Keeps | (EndOfBlock << AdvanceShift);

    /// <summary>The largest magnitude of a value in a token.</summary>
    public const int MaxValue = 1023;

    /// <summary>A token of its own: DC, end of block, or a coefficient that was decoded alone.</summary>
    public static uint Token(uint classBits, int position, int value) =>
        Keeps | (((uint)value & ValueMask) << ValueShift) | ((uint)position << PositionShift) | classBits;
}
