namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// The way of sequential files in 4:4:4 or 4:2:2 to 4:2:0: like the <see cref="DirectPath"/>, two rows of MCUs at a time. The
/// luminance goes through tokens and is put in the order of the new MCUs; the chrominance is decoded whole and reduced.
/// </summary>
internal static unsafe class ReducingPath
{
    private const int LuminanceRows = 2;

    /// <summary>The blocks of an MCU in 4:2:0.</summary>
    private const int BlocksInMcu = 6;

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
        var feed = new SequentialFeed(workspace);
        if (!feed.HasAllIntervals)
        {
            return -1;
        }

        var blocksInMcu = DirectPath.PreparePlan(workspace);
        for (var i = 0; i < frame.ComponentCount; i++)
        {
            workspace.States.Pointer[i].Chain = 0;
        }

        for (var i = 1; i < frame.ComponentCount; i++)
        {
            var table = workspace.Headers.Scan.AcTables[i];
            workspace.PlainAc[table].Build(workspace.Headers.Ac[table]);
            workspace.Plan.Pointer[blocksInMcu - 3 + i].Coefficients = workspace.PlainAc[table].Entries;
        }

        // The source's MCUs, and those of the result.
        var (mcusWide, mcusHigh) = (feed.McusWide, feed.McusHigh);
        var lumaWide = mcusWide * frame.Components[0].Horizontal;
        var resultWide = (lumaWide + 1) / 2;
        var tokensInRow = (nuint)(lumaWide * SequentialDecoder.MaxTokensInBlock) + TokenRequantiser.Slack + 1;
        // A row of the result has six blocks in each MCU, some of them beyond the rows that were decoded.
        var mergedTokens = (nuint)(resultWide * BlocksInMcu * SequentialDecoder.MaxTokensInBlock) + TokenRequantiser.Slack + 1;
        var tokens = workspace.Tokens.Reserve((LuminanceRows * tokensInRow) + mergedTokens);
        var rows = stackalloc uint*[LuminanceRows];
        var ends = stackalloc uint*[LuminanceRows];
        for (var i = 0; i < LuminanceRows; i++)
        {
            rows[i] = tokens + ((nuint)i * tokensInRow);
        }

        var merged = tokens + (LuminanceRows * tokensInRow) + 1;
        workspace.ChromaReducer.Begin(frame, reduction);
        var histogram = workspace.Codes.StartHistogram();
        var predictors = stackalloc int[3];
        new Span<int>(predictors, 3).Clear();
        nuint symbolCount = 0;
        for (var row = 0; row < mcusHigh; row += LuminanceRows)
        {
            var rowCount = Math.Min(LuminanceRows, mcusHigh - row);
            for (var i = 1; i < frame.ComponentCount; i++)
            {
                workspace.Planes[i].Reserve(mcusWide, rowCount, frame.Components[i].Steps);
                workspace.Planes[i].Clear();
            }

            for (var i = 0; i < LuminanceRows; i++)
            {
                ends[i] = rows[i];
                if (i < rowCount)
                {
                    StartChromaRow(workspace, i, blocksInMcu);
                    ends[i] = feed.Decode(workspace.Plan.Pointer, blocksInMcu, mcusWide, rows[i]);
                    if (ends[i] == null)
                    {
                        return -1;
                    }

                    ends[i] = TokenRequantiser.Requantise(rows[i], ends[i], workspace.Scales.Pointer, QuantiserDesign.AcRounding);
                }
            }

            var end = Merge(workspace, rows, ends, resultWide, predictors, merged);
            if (end == null)
            {
                return -1;
            }

            var symbols = workspace.Symbols.Grow(symbolCount + (4 * (nuint)(end - merged)) + TokenRequantiser.Slack);
            symbolCount = (nuint)(TokenRequantiser.MakeSymbols(merged, end, symbols + symbolCount, histogram) - symbols);
        }

        if (!feed.EndsWithin)
        {
            return -1;
        }

        ChromaReduction.SetSampling(frame);
        return checked((int)symbolCount);
    }

    private static void StartChromaRow(JpegWorkspace workspace, int row, int blocksInMcu)
    {
        for (var i = 1; i < 3; i++)
        {
            ref var block = ref workspace.Plan.Pointer[blocksInMcu - 3 + i];
            block.Levels = workspace.Planes[i].Block(row, 0);
            block.Order = workspace.ChromaReducer.Order;
        }
    }

    /// <summary>
    /// Puts the tokens of a row of the result's MCUs together; null when a level is larger than a file can have.
    /// </summary>
    private static uint* Merge(
        JpegWorkspace workspace,
        uint** rows,
        uint** ends,
        int mcusWide,
        int* predictors,
        uint* target)
    {
        var nextUpper = rows[0];
        var nextLower = rows[1];
        var chroma = stackalloc short[2 * CoefficientPlane.BlockSize];
        for (var column = 0; column < mcusWide; column++)
        {
            target = CopyBlock(ref nextUpper, ends[0], predictors, target);
            target = CopyBlock(ref nextUpper, ends[0], predictors, target);
            target = CopyBlock(ref nextLower, ends[1], predictors, target);
            target = CopyBlock(ref nextLower, ends[1], predictors, target);
            for (var i = 1; i < 3; i++)
            {
                workspace.ChromaReducer.ReduceOrdered(workspace.Planes[i], i - 1, column, chroma);
                target = PlaneEncoder.PutBlock(chroma, predictors + i, componentClass: 1, target);
                if (target == null)
                {
                    return null;
                }
            }
        }

        return target;
    }

    /// <summary>Copies the tokens of a block, with the change of its DC level; behind the last one, those of a block like the one before.</summary>
    private static uint* CopyBlock(ref uint* next, uint* end, int* predictor, uint* target)
    {
        if (next == end)
        {
            return PlaneEncoder.PutFiller(componentClass: 0, target);
        }

        var level = (int)*next >> CompactToken.LevelShift;
        *target++ = CompactToken.Of(level - *predictor, 0, 0);
        *predictor = level;
        uint token;
        do
        {
            token = *++next;
            *target++ = token;
        }
        while ((token & (CompactToken.EndBit | CompactToken.PositionMask)) != CompactToken.EndBit);

        next++;
        return target;
    }
}
