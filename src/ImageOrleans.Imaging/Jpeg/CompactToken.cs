namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// The layout of tokens in the result's steps. Bits 0 to 5 the position in zigzag order, bit 8 the class of the component, bit 9
/// whether position 0 stands for the end of a block and not for DC, bits 16 to 31 the level; of DC the change of the level.
/// </summary>
internal static class CompactToken
{
    public const int LevelShift = 16;
    public const int PositionMask = 63;
    public const int ClassBit = 1 << 8;
    public const int EndBit = 1 << 9;

    /// <summary>How far the class and the end of a token of <see cref="AcEntry"/> are from their places here.</summary>
    public const int FlagsShift = AcEntry.ClassShift - 8;

    /// <summary>The token of a coefficient.</summary>
    public static uint Of(int level, int componentClass, int position) =>
        ((uint)level << LevelShift) | ((uint)componentClass << 8) | (uint)position;

    /// <summary>The token of the end of a block.</summary>
    public static uint EndOfBlock(int componentClass) => EndBit | ((uint)componentClass << 8);
}
