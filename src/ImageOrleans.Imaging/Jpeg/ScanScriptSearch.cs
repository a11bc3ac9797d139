namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Finds the scans that take the fewest bytes: for each component where the band of coefficients is split, and whether the last
/// bits come in scans of their own (as mozjpeg's <c>jpeg_search_progression</c>). It looks at a part of large pictures, and takes
/// the information in the symbols for the bits that they will come to.
/// </summary>
/// <param name="workspace">The levels.</param>
internal readonly ref struct ScanScriptSearch(JpegWorkspace workspace)
{
    private const int Last = CoefficientPlane.BlockSize - 1;

    /// <summary>The most bits that are left to refinement.</summary>
    private const int MaxLow = 2;

    /// <summary>Rows of blocks that are looked at, at least, if there are as many.</summary>
    private const int RowsLookedAt = 16;

    /// <summary>The bits that a scan takes beside its symbols: its header, and the lengths of codes.</summary>
    private const int HeaderBits = 8 * (10 + 5 + HuffmanSpecification.MaxLength);

    /// <summary>The last coefficients of the first of two bands that are tried; the gain is nearly all in the first.</summary>
    private static ReadOnlySpan<byte> Splits => [2, 8];

    /// <summary>Finds the scans.</summary>
    /// <param name="scans">The scans.</param>
    /// <returns>Their number.</returns>
    public int Find(Span<ProgressiveScan> scans)
    {
        var frame = workspace.Headers.Frame;
        var count = ScanScript.AddDc(frame, scans);
        for (var i = 0; i < frame.ComponentCount; i++)
        {
            var (split, low) = Find(i);
            count = ScanScript.AddAc(scans, count, i, split, low);
        }

        return count;
    }

    private (int Split, int Low) Find(int component)
    {
        // Chrominance has few levels, and hardly ever gains from more scans.
        var isChrominance = workspace.Headers.Frame.Components[component].Class == 1;
        var split = 0;
        var best = Bands(component, split, 0);
        foreach (var tried in isChrominance ? Splits[..1] : Splits)
        {
            var bits = Bands(component, tried, 0);
            if (bits < best)
            {
                (best, split) = (bits, tried);
            }
        }

        var low = 0;
        var refinements = 0L;
        for (var tried = 1; tried <= MaxLow && !isChrominance; tried++)
        {
            refinements += Bits(new ProgressiveScan(component, 1, Last, tried, tried - 1));
            var bits = Bands(component, split, tried) + refinements;
            if (bits >= best)
            {
                break;
            }

            (best, low) = (bits, tried);
        }

        return (split, low);
    }

    private long Bands(int component, int split, int low) =>
        Bits(new ProgressiveScan(component, split + 1, Last, 0, low))
        + (split > 0 ? Bits(new ProgressiveScan(component, 1, split, 0, low)) : 0);

    private long Bits(ProgressiveScan scan)
    {
        var plane = workspace.SparsePlanes[scan.Component];
        var rows = Math.Max(1, plane.BlocksHigh / RowsLookedAt);
        if (scan.High == 0)
        {
            ProgressiveAcEncoder.EncodeFirst(plane, scan, rows, workspace.ScanSymbols);
        }
        else
        {
            ProgressiveAcEncoder.EncodeRefinement(plane, scan, rows, workspace.ScanSymbols);
        }

        return (workspace.ScanSymbols.EstimateBits() * rows) + HeaderBits;
    }
}
