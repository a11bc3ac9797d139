using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>What a block of an MCU is decoded with, symbol by symbol, and how its DC level is predicted.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct BlockPlan
{
    public ushort* AcShort;
    public ushort* AcLong;
    public ushort* DcShort;
    public ushort* DcLong;
    public ComponentState* State;

    /// <summary>The class of the component, at its place in <see cref="SequentialEntry"/>.</summary>
    public int ClassBits;
}
