namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>An application or comment segment (T.81 B.2.4.5, B.2.4.6).</summary>
/// <param name="Marker">The second byte of its marker: E0 to EF, or FE.</param>
/// <param name="Data">What follows its length.</param>
public sealed record ReferenceSegment(byte Marker, byte[] Data)
{
    /// <summary>APP0, JFIF as libjpeg knows it (T.871).</summary>
    public bool IsJfif => Marker == 0xE0 && Data.Length >= 14 && Data.AsSpan().StartsWith("JFIF\0"u8);

    /// <summary>APP14, Adobe's, which tells the colour transform.</summary>
    public bool IsAdobe => Marker == 0xEE && Data.Length >= 12 && Data.AsSpan().StartsWith("Adobe"u8);

    /// <summary>APP2, a chunk of an ICC profile (ICC.1, B.4).</summary>
    public bool IsIccProfile => Marker == 0xE2 && Data.AsSpan().StartsWith("ICC_PROFILE\0"u8);

    /// <summary>APP1, EXIF.</summary>
    public bool IsExif => Marker == 0xE1 && Data.AsSpan().StartsWith("Exif\0\0"u8);
}
