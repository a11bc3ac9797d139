namespace ImageOrleans.Imaging.Jpeg;

/// <summary>A scan header (ITU-T T.81, B.2.3).</summary>
internal sealed class JpegScan
{
    /// <summary>The number of components, 1 to 4.</summary>
    public int ComponentCount { get; set; }

    /// <summary>The components, by their number in the frame.</summary>
    public int[] Components { get; } = new int[JpegFrame.MaxComponents];

    /// <summary>The DC table of each component of the scan, 0 to 3.</summary>
    public int[] DcTables { get; } = new int[JpegFrame.MaxComponents];

    /// <summary>The AC table of each component of the scan, 0 to 3.</summary>
    public int[] AcTables { get; } = new int[JpegFrame.MaxComponents];

    /// <summary>The first coefficient in zigzag order (Ss), 0 to 63.</summary>
    public int SpectralStart { get; set; }

    /// <summary>The last coefficient in zigzag order (Se), 0 to 63.</summary>
    public int SpectralEnd { get; set; }

    /// <summary>The bit position of the scan before (Ah); 0 for the first scan of these coefficients.</summary>
    public int ApproximationHigh { get; set; }

    /// <summary>The bit position of this scan (Al), 0 to 13.</summary>
    public int ApproximationLow { get; set; }
}
