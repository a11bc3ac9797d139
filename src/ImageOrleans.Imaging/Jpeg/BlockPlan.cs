using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>What a block of an MCU is decoded with.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct BlockPlan
{
    public uint* Ac;
    public int* Dc;
    public ComponentState* State;
    public ushort* AcShort;
    public ushort* AcLong;
    public ushort* DcShort;
    public ushort* DcLong;

    /// <summary>The class of the component, at its place in a token.</summary>
    public uint ClassBits;
}
