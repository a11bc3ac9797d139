namespace ImageOrleans.Contracts;

/// <summary>The format that images are compressed to.</summary>
public enum OutputFormat
{
    /// <summary>The format of the source.</summary>
    Keep,

    /// <summary>JPEG (ITU-T T.81). Transparency is flattened onto white.</summary>
    Jpeg,

    /// <summary>PNG with a palette of at most 256 colours.</summary>
    Png,

    /// <summary>WebP, lossy.</summary>
    WebP,

    /// <summary>AVIF: AV1 in HEIF.</summary>
    Avif,
}
