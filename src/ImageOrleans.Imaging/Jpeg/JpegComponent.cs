namespace ImageOrleans.Imaging.Jpeg;

/// <summary>A component of a frame (ITU-T T.81, B.2.2) as the file has it, and what is made of it.</summary>
internal sealed class JpegComponent
{
    /// <summary>The identifier.</summary>
    public byte Id { get; set; }

    /// <summary>The horizontal sampling factor, 1 to 4.</summary>
    public int Horizontal { get; set; }

    /// <summary>The vertical sampling factor, 1 to 4.</summary>
    public int Vertical { get; set; }

    /// <summary>The number of its quantisation table, 0 to 3.</summary>
    public int QuantisationTable { get; set; }

    /// <summary>Its blocks side by side, as far as the picture goes.</summary>
    public int BlocksWide { get; set; }

    /// <summary>Its blocks one below the other, as far as the picture goes.</summary>
    public int BlocksHigh { get; set; }

    /// <summary>Its blocks side by side in whole MCUs of an interleaved scan.</summary>
    public int PaddedBlocksWide { get; set; }

    /// <summary>Its blocks one below the other in whole MCUs of an interleaved scan.</summary>
    public int PaddedBlocksHigh { get; set; }

    /// <summary>0 for luminance and whatever is coded like it, 1 for chrominance.</summary>
    public int Class { get; set; }

    /// <summary>Whether a scan with the component was read, so that <see cref="Steps"/> are settled.</summary>
    public bool WasScanned { get; set; }

    /// <summary>The quantiser's steps in the file, in zigzag order.</summary>
    public ushort[] Steps { get; } = new ushort[64];

    /// <summary>The steps of the result, in zigzag order; none is finer than that of the file.</summary>
    public ushort[] TargetSteps { get; } = new ushort[64];
}
