namespace ImageOrleans.Benchmarks.Codecs.TurboJpeg;

/// <summary>How the chroma of a JPEG is sampled, with TurboJPEG's numbers (TJSAMP).</summary>
internal enum Subsampling
{
    /// <summary>Sampling factors that TurboJPEG has no name for.</summary>
    Other = -1,

    /// <summary>4:4:4, chroma of full size.</summary>
    None = 0,

    /// <summary>4:2:2, chroma halved across.</summary>
    Horizontal = 1,

    /// <summary>4:2:0, chroma halved across and down.</summary>
    Both = 2,

    /// <summary>No chroma.</summary>
    Gray = 3,
}
