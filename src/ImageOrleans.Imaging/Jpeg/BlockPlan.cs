using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>What a block of an MCU is decoded with symbol by symbol.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct BlockPlan
{
    public ushort* AcShort;
    public ushort* AcLong;
    public ushort* DcShort;
    public ushort* DcLong;

    /// <summary>The class of the component, at its place in <see cref="SequentialEntry"/>.</summary>
    public int ClassBits;
}
