namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// The way of sequential files in 4:4:4 or 4:2:2 to 4:2:0: like the <see cref="DirectPath"/>, two rows of MCUs at a time, which
/// <see cref="ReducingMerger"/> puts together.
/// </summary>
internal static unsafe class ReducingPath
{
    /// <summary>Whether a file can go this way.</summary>
    public static bool Fits(JpegHeaders headers, ChromaReduction reduction)
    {
        var frame = headers.Frame;
        return reduction.Rows && DirectPath.Fits(headers)
            && frame.Components[0].Vertical == 1 && frame.Components[1].Horizontal == 1 && frame.Components[1].Vertical == 1;
    }

    /// <summary>Decodes the scan to symbols of the result, and gives the frame the result's sampling factors.</summary>
    /// <returns>The number of symbols; -1 when the data is damaged.</returns>
    public static int Decode(JpegWorkspace workspace, ChromaReduction reduction)
    {
        var frame = workspace.Headers.Frame;
        Span<int> dropped = stackalloc int[JpegFrame.MaxComponents];
        dropped.Clear();
        var states = workspace.States.Reserve(JpegFrame.MaxComponents);
        for (var i = 0; i < frame.ComponentCount; i++)
        {
            // Of the chrominance all levels are needed, in the file's steps.
            var component = frame.Components[i];
            var found = RequantiserScales.Fill(component, workspace.Scales, keepsLevels: i > 0);
            dropped[i] = i > 0 ? 0 : found;
            states[i] = new ComponentState
            {
                DcScale = i > 0 ? 1 << 16 : QuantiserDesign.Scale(component.Steps[0], component.TargetSteps[0]),
            };
        }

        var feed = new SequentialFeed(workspace, dropped);
        if (!feed.HasAllIntervals)
        {
            return -1;
        }

        var merger = new ReducingMerger(workspace, reduction, feed.McusWide);
        var stream = new SymbolStream(workspace);
        for (var row = 0; row < feed.McusHigh; row += ReducingMerger.Rows)
        {
            var rowCount = Math.Min(ReducingMerger.Rows, feed.McusHigh - row);
            for (var i = 0; i < rowCount; i++)
            {
                var rowEnd = feed.Decode(feed.McusWide, merger.Row(i));
                if (rowEnd == null)
                {
                    return -1;
                }

                // A block ends where the next one begins.
                *rowEnd = 0;
            }

            var end = merger.Merge(rowCount);
            if (end == null)
            {
                return -1;
            }

            stream.Take(row, merger.Merged, end);
        }

        if (!feed.EndsWithin)
        {
            return -1;
        }

        ChromaReduction.SetSampling(frame);
        return stream.Finish();
    }
}
