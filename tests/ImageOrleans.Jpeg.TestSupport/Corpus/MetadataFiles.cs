using ImageOrleans.Jpeg.TestSupport.Reference;

namespace ImageOrleans.Jpeg.TestSupport.Corpus;

/// <summary>Segments as cameras and editors write them.</summary>
public static class MetadataFiles
{
    /// <summary>EXIF with an orientation, XMP, a profile in three chunks, IPTC, a comment, an unknown segment.</summary>
    /// <param name="orientation">1 to 8.</param>
    /// <param name="isBigEndian">In which order the bytes of EXIF stand.</param>
    /// <returns>The segments with their markers.</returns>
    public static byte[][] Segments(int orientation, bool isBigEndian = true) =>
    [
        FileParts.Segment(0xE1, ReferenceMetadata.Exif(orientation, isBigEndian).Data),
        FileParts.Segment(0xE1, "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"u8),
        .. Enumerable.Range(1, 3).Select(ProfileChunk),
        FileParts.Segment(0xED, "Photoshop 3.0\08BIM"u8),
        FileParts.Segment(0xFE, "A comment"u8),
        FileParts.Segment(0xEB, "unknown"u8),
    ];

    private static byte[] ProfileChunk(int number) => FileParts.Segment(
        0xE2, [.. "ICC_PROFILE\0"u8, (byte)number, 3, .. Enumerable.Range(0, 400).Select(i => (byte)(i * number))]);
}
