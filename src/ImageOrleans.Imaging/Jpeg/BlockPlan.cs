using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>What a block of an MCU is decoded with.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct BlockPlan
{
    /// <summary>See <see cref="DroppingTable.Entries"/>.</summary>
    public uint* Ac;

    /// <summary>Where the levels of the next such block go, all of them, in the file's steps; null for tokens of what is left.</summary>
    public short* Levels;

    /// <summary>
    /// For <see cref="Levels"/>: for each position in zigzag order the place in the block, and 15 places behind the last position
    /// for what a damaged file puts there.
    /// </summary>
    public byte* Order;

    /// <summary>For <see cref="Levels"/>, see <see cref="CoefficientTable.Entries"/>.</summary>
    public int* Coefficients;

    public int* Dc;
    public ComponentState* State;
    public ushort* AcShort;
    public ushort* AcLong;
    public ushort* DcShort;
    public ushort* DcLong;

    /// <summary>The class of the component, at its place in a token.</summary>
    public uint ClassBits;
}
