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

    /// <summary>The step.</summary>
    public nint* Step;

    /// <summary>Where the steps end.</summary>
    public nint* LastStep;

    /// <summary>How many AC coefficients of the block were taken, at its place in <see cref="SequentialEntry"/>; 0 before DC.</summary>
    public long Position;

    /// <summary>Where the steps begin.</summary>
    public nint* FirstStep;

    /// <summary>Whether it can't go on: all steps are taken, or the data is at its end.</summary>
    public readonly bool IsAtEnd => Step == LastStep || Input.Next > Input.Limit;

    /// <summary>The state before a batch.</summary>
    /// <param name="input">Where to read.</param>
    /// <param name="plan">The tables.</param>
    /// <param name="steps">The steps, and where the tokens go.</param>
    /// <param name="mcus">The MCUs of the batch, 1 to <see cref="SequentialPlan.MaxMcus"/>.</param>
    public static SequentialState Before(in EntropyCursor input, SequentialPlan plan, SequentialSteps steps, int mcus) => new()
    {
        Input = input,
        Target = steps.Tokens,
        Table = plan.FirstTable,
        Step = steps.First,
        FirstStep = steps.First,
        LastStep = steps.EndAfter(mcus),
    };

    /// <summary>Goes to the next step.</summary>
    public void Leave()
    {
        Table = (int*)((byte*)Table + *Step);
        Position = 0;
        Step++;
    }
}
