namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// The layout of the entries that <see cref="SequentialDecoder"/> looks up, and of the first half of its tokens, which is the
/// entry plus the position before it.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>bits 0 to 5</term><description>the bits of input taken, 1 to <see cref="MaxBits"/></description></item>
/// <item><term>bit 6</term><description>whether a value is kept</description></item>
/// <item><term>bit 7</term><description>the class of the component: 0 luminance, 1 chrominance</description></item>
/// <item><term>bits 8 to 12</term><description>the bits of input before the value that is kept</description></item>
/// <item><term>bits 13 to 16</term><description>its size in bits, 0 to 11</description></item>
/// <item><term>bits 17 to 22</term><description>how far its coefficient is before the last one</description></item>
/// <item><term>bits 23 to 30</term><description>how many AC coefficients the entry takes, 0 to 63; in a token, the position of the
/// last one, which is 0 for DC</description></item>
/// <item><term>bit 31</term><description>whether the entry leaves for the next step: from DC to AC, or at the end of a block to the
/// next one's DC</description></item>
/// </list>
/// </remarks>
internal static class SequentialEntry
{
    public const int TakenMask = 31;
    public const int KeepShift = 6;
    public const int ClassShift = 7;
    public const int StartShift = 8;
    public const int StartMask = 31;
    public const int SizeShift = 13;
    public const int SizeMask = 15;
    public const int BackShift = 17;
    public const int BackMask = 63;
    public const int AdvanceShift = 23;
    public const int AdvanceMask = 255;

    public const int Keeps = 1 << KeepShift;
    public const int Leaves = 1 << 31;

    /// <summary>The most bits of input an entry takes: three entries in a row need no refill between them.</summary>
    public const int MaxBits = 18;

    /// <summary>The coefficients that an entry takes at most.</summary>
    public const int MaxAdvance = CoefficientPlane.BlockSize - 1;

    /// <summary>
    /// The entry where a symbol is to be decoded alone, without the class: its advance leads behind the end of any block.
    /// </summary>
    public const int Alone = 128 << AdvanceShift;

    /// <summary>The largest size of an AC coefficient (ITU-T T.81, table F.2).</summary>
    public const int MaxAcSize = 10;

    /// <summary>The largest size of a DC difference (table F.1).</summary>
    public const int MaxDcSize = 11;
}
