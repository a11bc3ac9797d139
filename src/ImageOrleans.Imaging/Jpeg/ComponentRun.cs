using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>The blocks of a component in an MCU, which follow each other.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ComponentRun
{
    /// <summary>Their DC prediction.</summary>
    public ComponentState* State;

    /// <summary>Their number.</summary>
    public int Blocks;
}
