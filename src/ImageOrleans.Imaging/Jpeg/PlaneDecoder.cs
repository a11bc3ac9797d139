namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Decodes scans to planes of coefficients: whatever does not go the <see cref="DirectPath"/>.</summary>
internal static unsafe class PlaneDecoder
{
    /// <summary>Makes the planes of a frame ready.</summary>
    public static void Prepare(JpegWorkspace workspace)
    {
        var frame = workspace.Headers.Frame;
        for (var i = 0; i < frame.ComponentCount; i++)
        {
            var component = frame.Components[i];
            workspace.Planes[i].Start(component.PaddedBlocksWide, component.PaddedBlocksHigh, component.Steps);
        }
    }

    /// <summary>Decodes the scan whose header was read last.</summary>
    /// <returns>Whether it is whole and sound.</returns>
    public static bool TryDecode(JpegWorkspace workspace)
    {
        var (frame, scan) = (workspace.Headers.Frame, workspace.Headers.Scan);
        if (!HasTables(workspace.Headers) || !(frame.IsProgressive ? IsProgressive(scan) : IsSequential(scan)))
        {
            return false;
        }

        // A scan of one component goes block by block, as far as the picture goes (A.2.2).
        var single = frame.Components[scan.Components[0]];
        var isInterleaved = scan.ComponentCount > 1;
        var (mcusWide, mcusHigh) = isInterleaved ? (frame.McusWide, frame.McusHigh) : (single.BlocksWide, single.BlocksHigh);
        var total = (long)mcusWide * mcusHigh;
        var perInterval = workspace.Headers.RestartInterval == 0 ? total : workspace.Headers.RestartInterval;
        if (workspace.Entropy.Intervals != (total + perInterval - 1) / perInterval)
        {
            return false;
        }

        BuildTables(workspace);
        var decoder = new ScanDecoder(workspace);
        var interval = -1;
        var leftInInterval = 0L;
        for (var row = 0; row < mcusHigh; row++)
        {
            for (var column = 0; column < mcusWide;)
            {
                if (leftInInterval == 0)
                {
                    if (interval >= 0 && !decoder.Cursor.IsWithin(workspace.Entropy, interval))
                    {
                        return false;
                    }

                    decoder.Restart(EntropyCursor.At(workspace.Entropy, workspace.Entropy.StartOf(++interval)));
                    leftInInterval = perInterval;
                }

                var mcus = (int)Math.Min(mcusWide - column, leftInInterval);
                var isSound = isInterleaved ? decoder.TryDecodeMcus(row, column, mcus) : decoder.TryDecodeBlocks(row, column, mcus);
                if (!isSound)
                {
                    return false;
                }

                column += mcus;
                leftInInterval -= mcus;
            }
        }

        return decoder.Cursor.IsWithin(workspace.Entropy, interval);
    }

    private static bool IsSequential(JpegScan scan) =>
        scan is { SpectralStart: 0, SpectralEnd: 63, ApproximationHigh: 0, ApproximationLow: 0 };

    /// <summary>The parameters that progressive scans can have (G.1.1.1.1).</summary>
    private static bool IsProgressive(JpegScan scan) =>
        scan.SpectralStart <= scan.SpectralEnd && scan.SpectralEnd < CoefficientPlane.BlockSize
        && (scan.SpectralStart == 0 ? scan.SpectralEnd == 0 : scan.ComponentCount == 1)
        && scan.ApproximationLow <= 13
        && (scan.ApproximationHigh == 0 || scan.ApproximationHigh == scan.ApproximationLow + 1);

    private static bool NeedsDc(JpegFrame frame, JpegScan scan) =>
        scan.SpectralStart == 0 && (!frame.IsProgressive || scan.ApproximationHigh == 0);

    private static bool HasTables(JpegHeaders headers)
    {
        var (frame, scan) = (headers.Frame, headers.Scan);
        for (var i = 0; i < scan.ComponentCount; i++)
        {
            if ((NeedsDc(frame, scan) && !headers.Dc[scan.DcTables[i]].IsDefined)
                || (scan.SpectralEnd > 0 && !headers.Ac[scan.AcTables[i]].IsDefined))
            {
                return false;
            }
        }

        return true;
    }

    private static void BuildTables(JpegWorkspace workspace)
    {
        var (headers, scan) = (workspace.Headers, workspace.Headers.Scan);
        for (var i = 0; i < scan.ComponentCount; i++)
        {
            if (NeedsDc(headers.Frame, scan))
            {
                workspace.Dc[scan.DcTables[i]].Build(headers.Dc[scan.DcTables[i]]);
            }

            if (scan.SpectralEnd > 0 && scan.ApproximationHigh > 0)
            {
                workspace.Refining[scan.AcTables[i]].Build(headers.Ac[scan.AcTables[i]]);
            }
            else if (scan.SpectralEnd > 0)
            {
                workspace.PlainAc[scan.AcTables[i]].Build(headers.Ac[scan.AcTables[i]]);
            }
        }
    }
}
