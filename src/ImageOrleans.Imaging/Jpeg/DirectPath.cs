namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// The way of most files: sequential, all components in one scan, the result in the same order of blocks. Rows of MCUs go from
/// entropy-coded data to symbols of the result while they are in the processor's first cache.
/// </summary>
internal static unsafe class DirectPath
{
    /// <summary>Whether a file can go this way.</summary>
    public static bool Fits(JpegHeaders headers)
    {
        var (frame, scan) = (headers.Frame, headers.Scan);
        if (frame.IsProgressive || scan.ComponentCount != frame.ComponentCount || scan.SpectralStart != 0 || scan.SpectralEnd != 63
            || scan.ApproximationHigh != 0 || scan.ApproximationLow != 0)
        {
            return false;
        }

        // The components of a class share the scales.
        Span<int> first = [-1, -1];
        for (var i = 0; i < frame.ComponentCount; i++)
        {
            var component = frame.Components[i];
            if (!headers.Dc[scan.DcTables[i]].IsDefined || !headers.Ac[scan.AcTables[i]].IsDefined)
            {
                return false;
            }

            if (first[component.Class] < 0)
            {
                first[component.Class] = i;
            }
            else if (!frame.Components[first[component.Class]].Steps.AsSpan().SequenceEqual(component.Steps))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Decodes the scan to symbols of the result.</summary>
    /// <returns>Their number; -1 when the data is damaged.</returns>
    public static int Decode(JpegWorkspace workspace)
    {
        var stream = new SymbolStream(workspace);
        return TryDecode(workspace, ref stream) ? stream.Finish() : -1;
    }

    /// <summary>Decodes the scan.</summary>
    /// <param name="workspace">The headers, and the data.</param>
    /// <param name="sink">What takes it.</param>
    /// <param name="keepsLevels">Whether levels stay in the file's steps, those that do not become zero in the result's.</param>
    /// <returns>Whether the data is sound.</returns>
    public static bool TryDecode<TSink>(JpegWorkspace workspace, ref TSink sink, bool keepsLevels = false)
        where TSink : struct, ITokenSink, allows ref struct
    {
        var frame = workspace.Headers.Frame;
        Span<int> dropped = stackalloc int[JpegFrame.MaxComponents];
        var states = workspace.States.Reserve(JpegFrame.MaxComponents);
        for (var i = 0; i < frame.ComponentCount; i++)
        {
            var component = frame.Components[i];
            dropped[i] = RequantiserScales.Fill(component, workspace.Scales, keepsLevels);
            states[i] = new ComponentState
            {
                DcScale = QuantiserDesign.Scale(component.Steps[0], component.TargetSteps[0]),
                Chain = -1,
            };
        }

        var feed = new SequentialFeed(workspace, dropped);
        if (!feed.HasAllIntervals)
        {
            return false;
        }

        // With a place before the tokens and one behind them.
        var room = feed.McusWide * workspace.Plan.BlocksInMcu * CoefficientPlane.BlockSize;
        var tokens = workspace.Tokens.Reserve((nuint)(room + 1 + TokenRequantiser.Slack)) + 1;
        for (var row = 0; row < feed.McusHigh; row++)
        {
            var end = feed.Decode(feed.McusWide, tokens);
            if (end == null)
            {
                return false;
            }

            sink.Take(row, tokens, end);
        }

        return feed.EndsWithin;
    }
}
