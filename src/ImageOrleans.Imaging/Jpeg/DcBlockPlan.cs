using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>What the DC level of a block of an MCU of a progressive file is decoded with, and where it goes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct DcBlockPlan
{
    /// <summary>See <see cref="DcTable.Entries"/>.</summary>
    public int* Entries;

    public ushort* Short;
    public ushort* Long;

    /// <summary>The level of the component's last block.</summary>
    public int* Predictor;

    /// <summary>Where the level of the next such block goes.</summary>
    public short* Next;

    /// <summary>How far that is from the one after.</summary>
    public int Stride;
}
