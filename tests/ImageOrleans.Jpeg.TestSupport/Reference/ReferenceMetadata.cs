using System.Buffers.Binary;

namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>What stays of a file's segments when its metadata are stripped: what changes how the picture looks.</summary>
public static class ReferenceMetadata
{
    /// <summary>The same image with JFIF, Adobe, ICC profile and orientation alone.</summary>
    public static ReferenceImage Strip(ReferenceImage image) => new()
    {
        Width = image.Width,
        Height = image.Height,
        Kind = image.Kind,
        Components = image.Components,
        Segments = [.. Kept(image)],
    };

    /// <summary>The orientation that a file's EXIF gives (CIPA DC-008, tag 0112).</summary>
    /// <param name="segments">The file's segments.</param>
    /// <returns>1 to 8; 1 where there is none.</returns>
    public static int Orientation(IEnumerable<ReferenceSegment> segments) =>
        segments.FirstOrDefault(segment => segment.IsExif) is { } exif ? Orientation(exif.Data.AsSpan(6)) : 1;

    /// <summary>An EXIF segment with an orientation and nothing else.</summary>
    /// <param name="orientation">1 to 8.</param>
    /// <param name="isBigEndian">In which order its bytes stand.</param>
    /// <returns>The segment.</returns>
    public static ReferenceSegment Exif(int orientation, bool isBigEndian = true) => new(0xE1, [
        .. "Exif\0\0"u8,
        .. isBigEndian
            ? new byte[] { 0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0 }
            : [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0],
    ]);

    private static IEnumerable<ReferenceSegment> Kept(ReferenceImage image)
    {
        var orientation = Orientation(image.Segments);
        foreach (var segment in image.Segments)
        {
            if (segment.IsJfif || segment.IsAdobe || segment.IsIccProfile)
            {
                yield return segment;
            }
            else if (segment.IsExif && orientation != 1)
            {
                yield return Exif(orientation);
            }
        }
    }

    private static int Orientation(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8)
        {
            return 1;
        }

        var isBigEndian = tiff[0] == 0x4D;
        var directory = (long)Number(tiff, 4, 4, isBigEndian);
        if (directory + 2 > tiff.Length)
        {
            return 1;
        }

        var count = Number(tiff, (int)directory, 2, isBigEndian);
        for (var entry = directory + 2; count > 0 && entry + 12 <= tiff.Length; entry += 12, count--)
        {
            if (Number(tiff, (int)entry, 2, isBigEndian) == 0x0112)
            {
                var value = (int)Number(tiff, (int)entry + 8, 2, isBigEndian);
                return value is >= 1 and <= 8 ? value : 1;
            }
        }

        return 1;
    }

    private static uint Number(ReadOnlySpan<byte> tiff, int offset, int size, bool isBigEndian) => (size, isBigEndian) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16BigEndian(tiff[offset..]),
        (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(tiff[offset..]),
        (_, true) => BinaryPrimitives.ReadUInt32BigEndian(tiff[offset..]),
        (_, false) => BinaryPrimitives.ReadUInt32LittleEndian(tiff[offset..]),
    };
}
