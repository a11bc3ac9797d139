using System.Buffers.Binary;
using ImageOrleans.Contracts;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Chooses what of a file's APPn and COM segments its result gets.</summary>
internal static class JpegMetadata
{
    /// <summary>The content of a JFIF segment without a thumbnail, in bytes.</summary>
    public const int JfifLength = 14;

    /// <summary>The content of an Adobe segment, in bytes.</summary>
    public const int AdobeLength = 12;

    private const int MarkerAndLength = 4;
    private const int ExifHeaderLength = 6;
    private const int OrientationTag = 0x0112;
    private const int ShortType = 3;
    private const int EntryLength = 12;

    /// <summary>Whether a segment is an ICC profile, or a piece of one (ICC.1:2022, B.4).</summary>
    public static bool IsProfile(JpegSegment segment, ReadOnlySpan<byte> source) =>
        segment.Marker == JpegMarker.App2 && segment.In(source).StartsWith("ICC_PROFILE\0"u8);

    /// <summary>Whether a segment is JFIF.</summary>
    public static bool IsJfif(JpegSegment segment, ReadOnlySpan<byte> source) =>
        segment.Marker == JpegMarker.App0 && segment.Length >= JfifLength && segment.In(source).StartsWith("JFIF\0"u8);

    /// <summary>Whether a segment is Adobe's, which tells how the components are to be taken.</summary>
    public static bool IsAdobe(JpegSegment segment, ReadOnlySpan<byte> source) =>
        segment.Marker == JpegMarker.App14 && segment.Length >= AdobeLength && segment.In(source).StartsWith("Adobe"u8);

    /// <summary>Whether a segment is EXIF.</summary>
    public static bool IsExif(JpegSegment segment, ReadOnlySpan<byte> source) =>
        segment.Marker == JpegMarker.App1 && segment.In(source).StartsWith("Exif\0\0"u8);

    /// <summary>Writes the segments that the result gets.</summary>
    /// <param name="headers">The file's segments.</param>
    /// <param name="source">The file.</param>
    /// <param name="policy">What happens to metadata.</param>
    /// <param name="writer">Where they go.</param>
    public static void Write(JpegHeaders headers, ReadOnlySpan<byte> source, MetadataPolicy policy, ref JpegWriter writer)
    {
        if (policy == MetadataPolicy.Keep)
        {
            foreach (var segment in headers.Metadata)
            {
                writer.Segment(segment.Marker, segment.In(source));
            }

            return;
        }

        // JFIF has to come first; of it, the thumbnail goes.
        foreach (var segment in headers.Metadata)
        {
            if (IsJfif(segment, source))
            {
                Span<byte> jfif = stackalloc byte[JfifLength];
                segment.In(source)[..JfifLength].CopyTo(jfif);
                jfif[^2..].Clear();
                writer.Segment(segment.Marker, jfif);
                break;
            }
        }

        var orientation = OrientationOf(headers, source);
        if (orientation != 1)
        {
            WriteOrientation(orientation, ref writer);
        }

        foreach (var segment in headers.Metadata)
        {
            if (IsAdobe(segment, source))
            {
                writer.Segment(segment.Marker, segment.In(source)[..AdobeLength]);
            }
            else if (IsProfile(segment, source))
            {
                writer.Segment(segment.Marker, segment.In(source));
            }
        }
    }

    /// <summary>How a file's picture is turned and mirrored to be shown: EXIF tag 0x0112, 1 (not at all) to 8.</summary>
    public static int OrientationOf(JpegHeaders headers, ReadOnlySpan<byte> source)
    {
        foreach (var segment in headers.Metadata)
        {
            if (IsExif(segment, source))
            {
                return ReadOrientation(segment.In(source)[ExifHeaderLength..]);
            }
        }

        return 1;
    }

    /// <summary>The most bytes that the segments take.</summary>
    public static int MaxLength(JpegHeaders headers)
    {
        // An EXIF block of our own, which may be longer than that of the file.
        var length = 64;
        foreach (var segment in headers.Metadata)
        {
            length += segment.Length + MarkerAndLength;
        }

        return length;
    }

    /// <summary>The orientation that a TIFF block tells, 1 to 8; 1 where it tells none (Exif 2.32, 4.6.4).</summary>
    private static int ReadOrientation(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || !(tiff.StartsWith("II*\0"u8) || tiff.StartsWith("MM\0*"u8)))
        {
            return 1;
        }

        var isLittleEndian = tiff[0] == 'I';
        var directory = ReadUInt32(tiff[4..], isLittleEndian);
        if (directory > tiff.Length - 2)
        {
            return 1;
        }

        var entries = ReadUInt16(tiff[(int)directory..], isLittleEndian);
        var rest = tiff[((int)directory + 2)..];
        for (; entries > 0 && rest.Length >= EntryLength; entries--, rest = rest[EntryLength..])
        {
            if (ReadUInt16(rest, isLittleEndian) == OrientationTag && ReadUInt16(rest[2..], isLittleEndian) == ShortType)
            {
                var value = ReadUInt16(rest[8..], isLittleEndian);
                return value is >= 1 and <= 8 ? value : 1;
            }
        }

        return 1;
    }

    private static void WriteOrientation(int orientation, ref JpegWriter writer)
    {
        // A big-endian TIFF header, one directory with one entry: the tag, type SHORT, one value; no directory behind it.
        Span<byte> exif =
        [
            .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8,
            0, 1, OrientationTag >> 8, OrientationTag & 0xFF, 0, ShortType, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
        ];
        writer.Segment(JpegMarker.App1, exif);
    }

    private static ushort ReadUInt16(ReadOnlySpan<byte> bytes, bool isLittleEndian) => isLittleEndian
        ? BinaryPrimitives.ReadUInt16LittleEndian(bytes)
        : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint ReadUInt32(ReadOnlySpan<byte> bytes, bool isLittleEndian) => isLittleEndian
        ? BinaryPrimitives.ReadUInt32LittleEndian(bytes)
        : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
