namespace ImageOrleans.Benchmarks.Codecs.TurboJpeg;

/// <summary>How pixels lie in memory, with TurboJPEG's numbers (TJPF).</summary>
internal enum PixelLayout
{
    /// <summary>3 bytes a pixel.</summary>
    Rgb = 0,

    /// <summary>1 byte a pixel.</summary>
    Gray = 6,

    /// <summary>4 bytes a pixel, inverted as Adobe's files have it.</summary>
    Cmyk = 11,
}
