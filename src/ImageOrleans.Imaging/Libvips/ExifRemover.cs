using System.Buffers.Binary;
using ImageOrleans.Contracts;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>
/// Cuts the EXIF block out of files that libvips before 8.15 has written: it cannot write a profile without one, and its WebP
/// writer puts one in even when it is told to strip. The block holds nothing but the picture's size, in 200 bytes.
/// </summary>
internal static class ExifRemover
{
    /// <summary>Cuts the block out, in place.</summary>
    /// <param name="file">The file, as libvips has written it.</param>
    /// <param name="format">Its format; in others than JPEG and WebP nothing is done.</param>
    /// <returns>The length of the file from here on.</returns>
    public static int Remove(Span<byte> file, ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => RemoveFromJpeg(file),
        ImageFormat.WebP => RemoveFromWebP(file),
        _ => file.Length,
    };

    /// <summary>In JPEG it is an APP1 segment, which begins with its name (CIPA DC-008, section 4.7.2).</summary>
    private static int RemoveFromJpeg(Span<byte> file)
    {
        // Application segments come first: behind the others there are none.
        for (var offset = 2; file[offset + 1] is >= 0xE0 and <= 0xEF;)
        {
            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(offset + 2)..]);
            if (file[offset + 1] == 0xE1 && file[(offset + 4)..].StartsWith("Exif\0\0"u8))
            {
                return Cut(file, offset, length);
            }

            offset += length;
        }

        return file.Length;
    }

    /// <summary>In WebP it is a chunk of its own, announced by a flag in the chunk VP8X (RFC 9649, section 2.7).</summary>
    private static int RemoveFromWebP(Span<byte> file)
    {
        const int firstChunk = 12;
        const int flags = firstChunk + 8;
        const byte exifFlag = 0x08;
        for (var offset = firstChunk; offset + 8 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file[(offset + 4)..]);
            var padded = 8 + length + (length & 1);
            if (file[offset..].StartsWith("EXIF"u8))
            {
                file[flags] &= unchecked((byte)~exifFlag);
                var left = Cut(file, offset, padded);
                BinaryPrimitives.WriteInt32LittleEndian(file[4..], left - 8);
                return left;
            }

            offset += padded;
        }

        return file.Length;
    }

    private static int Cut(Span<byte> file, int offset, int length)
    {
        file[(offset + length)..].CopyTo(file[offset..]);
        return file.Length - length;
    }
}
