namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// The layout of tokens in the result's steps. Bits 0 to 5 the position in zigzag order, bit 8 the class of the component, bits 16
/// to 31 the level; of DC the change of the level. A block begins with DC, and ends where the next one begins.
/// </summary>
internal static class CompactToken
{
    public const int LevelShift = 16;
    public const int PositionMask = 63;
    public const int ClassShift = 8;
    public const int ClassBit = 1 << ClassShift;

    /// <summary>The largest magnitude of an AC level.</summary>
    public const int MaxAcLevel = 1023;

    /// <summary>The largest magnitude of the change of a DC level.</summary>
    public const int MaxDcChange = 2047;

    /// <summary>The token of a coefficient.</summary>
    public static uint Of(int level, int componentClass, int position) =>
        ((uint)level << LevelShift) | ((uint)componentClass << ClassShift) | (uint)position;
}
