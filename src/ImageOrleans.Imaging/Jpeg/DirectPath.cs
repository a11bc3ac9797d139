namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// The way of most files: sequential, all components in one scan, the result in the same order of blocks. Rows of MCUs go from
/// entropy-coded data to symbols of the result while they are in the processor's first cache.
/// </summary>
internal static unsafe class DirectPath
{
    // DC steps from here on cannot have differences of more than 1,023: levels go to ±1,024 in steps of 1.
    private const int MinDcStep = 3;

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
            if (component.TargetSteps[0] < MinDcStep || !headers.Dc[scan.DcTables[i]].IsDefined || !headers.Ac[scan.AcTables[i]].IsDefined)
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
        var sink = new SymbolSink(workspace);
        return TryDecode(workspace, ref sink) ? checked((int)sink.Count) : -1;
    }

    /// <summary>Decodes the scan.</summary>
    /// <param name="workspace">The headers, and the data.</param>
    /// <param name="sink">What takes it.</param>
    /// <returns>Whether the data is sound.</returns>
    public static bool TryDecode<TSink>(JpegWorkspace workspace, ref TSink sink)
        where TSink : struct, ITokenSink, allows ref struct
    {
        var feed = new SequentialFeed(workspace);
        if (!feed.HasAllIntervals)
        {
            return false;
        }

        var blocksInMcu = PreparePlan(workspace);
        var tokensInRow = feed.McusWide * blocksInMcu * SequentialDecoder.MaxTokensInBlock;
        var tokens = workspace.Tokens.Reserve((nuint)(tokensInRow + 1 + TokenRequantiser.Slack)) + 1;
        for (var row = 0; row < feed.McusHigh; row++)
        {
            var end = feed.Decode(workspace.Plan.Pointer, blocksInMcu, feed.McusWide, tokens);
            if (end == null)
            {
                return false;
            }

            sink.Take(row, tokens, end);
        }

        return feed.EndsWithin;
    }

    /// <summary>Prepares the tables, scales and predictions; returns the number of blocks in an MCU.</summary>
    public static int PreparePlan(JpegWorkspace workspace)
    {
        var (frame, scan) = (workspace.Headers.Frame, workspace.Headers.Scan);
        var scales = workspace.Scales.Reserve(128);
        var states = workspace.States.Reserve(JpegFrame.MaxComponents);
        var plan = workspace.Plan.Reserve(JpegFrame.MaxBlocksInMcu);
        var blocks = 0;
        for (var i = 0; i < frame.ComponentCount; i++)
        {
            var component = frame.Components[i];
            var dropped = FillScales(component, scales + (64 * component.Class));
            states[i] = new ComponentState { DcScale = QuantiserDesign.Scale(component.Steps[0], component.TargetSteps[0]), Chain = -1 };

            // Components with the same codes and class share a table: there is room for two of them in the first cache.
            var table = 0;
            while (scan.AcTables[table] != scan.AcTables[i] || frame.Components[table].Class != component.Class)
            {
                table++;
            }

            var classBits = (uint)component.Class << AcEntry.ClassShift;
            workspace.Ac[table].Build(workspace.Headers.Ac[scan.AcTables[i]], dropped, classBits);
            workspace.Dc[scan.DcTables[i]].Build(workspace.Headers.Dc[scan.DcTables[i]]);
            var count = frame.ComponentCount == 1 ? 1 : component.Horizontal * component.Vertical;
            for (var j = 0; j < count; j++)
            {
                plan[blocks++] = new BlockPlan
                {
                    Ac = workspace.Ac[table].Entries,
                    AcShort = workspace.Ac[table].Decoding.Short,
                    AcLong = workspace.Ac[table].Decoding.Long,
                    Dc = workspace.Dc[scan.DcTables[i]].Entries,
                    DcShort = workspace.Dc[scan.DcTables[i]].Decoding.Short,
                    DcLong = workspace.Dc[scan.DcTables[i]].Decoding.Long,
                    State = states + i,
                    ClassBits = classBits,
                };
            }
        }

        return blocks;
    }

    /// <summary>Works out the scales of a class; returns the largest magnitude that becomes zero at every AC position.</summary>
    private static int FillScales(JpegComponent component, int* scales)
    {
        var dropped = int.MaxValue;
        scales[0] = 1 << 16;
        for (var k = 1; k < 64; k++)
        {
            scales[k] = QuantiserDesign.Scale(component.Steps[k], component.TargetSteps[k]);
            dropped = Math.Min(dropped, ((1 << 16) - 1 - QuantiserDesign.AcRounding) / scales[k]);
        }

        return dropped;
    }
}
