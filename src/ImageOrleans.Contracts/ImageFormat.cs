namespace ImageOrleans.Contracts;

/// <summary>The format of an image file, as its first bytes tell.</summary>
public enum ImageFormat
{
    /// <summary>JPEG (ITU-T T.81).</summary>
    Jpeg,

    /// <summary>PNG (RFC 2083).</summary>
    Png,

    /// <summary>WebP (RFC 9649).</summary>
    WebP,

    /// <summary>GIF, 87a and 89a.</summary>
    Gif,

    /// <summary>AVIF: AV1 in HEIF.</summary>
    Avif,

    /// <summary>HEIF with another codec than AV1, mostly HEVC (.heic).</summary>
    Heif,

    /// <summary>TIFF 6.0, either byte order.</summary>
    Tiff,
}
