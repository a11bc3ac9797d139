namespace ImageOrleans.Imaging.Jpeg;

/// <summary>The scans of a progressive result for which nothing is tried out.</summary>
internal static class ScanScript
{
    /// <summary>
    /// The last coefficient of the first of two bands of luminance: the lowest frequencies are of another kind. It saves 3 % over
    /// a baseline scan; more bands, a split of chrominance, or refinement scans save no more on most pictures.
    /// </summary>
    private const int LuminanceSplit = 2;

    /// <summary>Makes the script.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="scans">The scans.</param>
    /// <returns>Their number.</returns>
    public static int Make(JpegFrame frame, Span<ProgressiveScan> scans)
    {
        var count = AddDc(frame, scans);
        for (var i = 0; i < frame.ComponentCount; i++)
        {
            count = AddAc(scans, count, i, split: frame.Components[i].Class == 0 ? LuminanceSplit : 0, low: 0);
        }

        return count;
    }

    /// <summary>Adds the DC scans: one for all components, if an MCU may have so many blocks (ITU-T T.81, B.2.3).</summary>
    public static int AddDc(JpegFrame frame, Span<ProgressiveScan> scans)
    {
        if (frame.ComponentCount > 1 && frame.BlocksInMcu <= JpegFrame.MaxBlocksInMcu)
        {
            scans[0] = new ProgressiveScan(-1, 0, 0, 0, 0);
            return 1;
        }

        for (var i = 0; i < frame.ComponentCount; i++)
        {
            scans[i] = new ProgressiveScan(i, 0, 0, 0, 0);
        }

        return frame.ComponentCount;
    }

    /// <summary>Adds the AC scans of a component.</summary>
    /// <param name="scans">The scans.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="component">The component.</param>
    /// <param name="split">The last coefficient of the first of two bands; 0 for one band.</param>
    /// <param name="low">How many bits are left to refinement.</param>
    /// <returns>How many there are now.</returns>
    public static int AddAc(Span<ProgressiveScan> scans, int count, int component, int split, int low)
    {
        const int last = CoefficientPlane.BlockSize - 1;
        if (split > 0)
        {
            scans[count++] = new ProgressiveScan(component, 1, split, 0, low);
        }

        scans[count++] = new ProgressiveScan(component, split + 1, last, 0, low);
        for (var bit = low - 1; bit >= 0; bit--)
        {
            scans[count++] = new ProgressiveScan(component, 1, last, bit + 1, bit);
        }

        return count;
    }
}
