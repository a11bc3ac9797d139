using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Whether the chrominance of a file gets half its resolution, and in which directions.</summary>
/// <param name="Columns">Whether there are half as many columns.</param>
/// <param name="Rows">Whether there are half as many rows.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChromaReduction(bool Columns, bool Rows)
{
    /// <summary>None.</summary>
    public static readonly ChromaReduction None;

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsNone => !Columns && !Rows;

    /// <summary>What brings a file to 4:2:0: that of files in 4:4:4, 4:2:2 and 4:4:0, and none for others.</summary>
    public static ChromaReduction Of(JpegHeaders headers)
    {
        var frame = headers.Frame;
        var (luminance, first, second) = (frame.Components[0], frame.Components[1], frame.Components[2]);
        if (frame.ComponentCount != 3 || !headers.HasChrominance
            || (first.Horizontal, first.Vertical) != (second.Horizontal, second.Vertical))
        {
            return None;
        }

        var isFullWidth = first.Horizontal == luminance.Horizontal;
        var isFullHeight = first.Vertical == luminance.Vertical;
        return (isFullWidth || luminance.Horizontal == 2 * first.Horizontal)
            && (isFullHeight || luminance.Vertical == 2 * first.Vertical)
            ? new ChromaReduction(isFullWidth, isFullHeight)
            : None;
    }

    /// <summary>Reduces the chrominance, and gives the frame the sampling factors of the result.</summary>
    /// <param name="workspace">The planes and the frame.</param>
    /// <param name="inFineSteps">Whether the levels are to come in steps of 1, and not in those of the result.</param>
    public void Apply(JpegWorkspace workspace, bool inFineSteps = false)
    {
        Span<ushort> fineSteps = stackalloc ushort[CoefficientPlane.BlockSize];
        fineSteps.Fill(1);
        var frame = workspace.Headers.Frame;
        if (IsNone)
        {
            return;
        }

        workspace.ChromaReducer.Begin(frame, this, inFineSteps);
        for (var i = 1; i < frame.ComponentCount; i++)
        {
            ReadOnlySpan<ushort> steps = inFineSteps ? fineSteps : frame.Components[i].TargetSteps;
            workspace.ChromaReducer.Reduce(workspace.Planes[i], i - 1, workspace.SparePlane, steps);
            (workspace.Planes[i], workspace.SparePlane) = (workspace.SparePlane, workspace.Planes[i]);
        }

        SetSampling(frame);
    }

    /// <summary>Gives a frame the sampling factors of the result.</summary>
    public static void SetSampling(JpegFrame frame)
    {
        (frame.Components[0].Horizontal, frame.Components[0].Vertical) = (2, 2);
        for (var i = 1; i < frame.ComponentCount; i++)
        {
            (frame.Components[i].Horizontal, frame.Components[i].Vertical) = (1, 1);
        }

        frame.Lay();
    }
}
