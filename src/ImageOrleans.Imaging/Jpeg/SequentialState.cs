using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Where <see cref="SequentialDecoder"/> stands.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct SequentialState
{
    public EntropyCursor Input;

    /// <summary>Where the next token goes.</summary>
    public uint* Target;

    /// <summary>The table of the step.</summary>
    public int* Table;

    /// <summary>The step, among <see cref="SequentialPlan.Distances"/>.</summary>
    public nint* Step;

    /// <summary>Where the steps end.</summary>
    public nint* LastStep;

    /// <summary>How many AC coefficients of the block were taken, at its place in <see cref="SequentialEntry"/>; 0 before DC.</summary>
    public long Position;

    /// <summary>Goes to the next step.</summary>
    public void Leave()
    {
        Table = (int*)((byte*)Table + *Step);
        Position = 0;
        Step++;
    }
}
