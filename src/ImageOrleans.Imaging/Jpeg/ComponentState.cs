using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>The DC prediction of a component, in the file and in the result.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ComponentState
{
    /// <summary>The level of the last block in the file's steps.</summary>
    public int Predictor;

    /// <summary>The level of the last block in the result's steps.</summary>
    public int LastLevel;

    /// <summary>The level of the last block that was taken over into a plane.</summary>
    public int Level;

    /// <summary>The file's step over that of the result, times 65,536.</summary>
    public int DcScale;

    /// <summary>-1 for tokens with the change of the DC level since the last block, 0 for those with the level itself.</summary>
    public int Chain;
}
