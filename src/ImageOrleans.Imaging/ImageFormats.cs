using System.Buffers.Binary;
using ImageOrleans.Contracts;

namespace ImageOrleans.Imaging;

/// <summary>What is known of each image format: how a file of it begins, its media type and its file name extension.</summary>
public static class ImageFormats
{
    /// <summary>
    /// Tells the format of a file by its first bytes. Names and declared media types are not asked: they lie too often.
    /// </summary>
    /// <param name="source">The file, or at least its first 64 bytes.</param>
    /// <returns>The format; null when the bytes are none of them.</returns>
    public static ImageFormat? Sniff(ReadOnlySpan<byte> source) => source switch
    {
        [0xFF, 0xD8, 0xFF, ..] => ImageFormat.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ImageFormat.Png,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => ImageFormat.Gif,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] =>
            ImageFormat.WebP,
        // Classic TIFF (42) and BigTIFF (43); "CR" at offset 8 makes it a camera's raw file (Canon CR2).
        [(byte)'I', (byte)'I', 42, 0, _, _, _, _, (byte)'C', (byte)'R', ..] => null,
        [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => ImageFormat.Tiff,
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', _, _, _, _, ..] => SniffBrands(source),
        _ => null,
    };

    /// <summary>The media type of a format (RFC 9110, section 8.3.1), for a <c>Content-Type</c> header.</summary>
    /// <param name="format">The format.</param>
    /// <returns>For example <c>image/jpeg</c>.</returns>
    public static string ContentType(this ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "image/jpeg",
        ImageFormat.Png => "image/png",
        ImageFormat.WebP => "image/webp",
        ImageFormat.Gif => "image/gif",
        ImageFormat.Avif => "image/avif",
        ImageFormat.Heif => "image/heic",
        ImageFormat.Tiff => "image/tiff",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format."),
    };

    /// <summary>The usual file name extension of a format.</summary>
    /// <param name="format">The format.</param>
    /// <returns>The extension without a dot, for example <c>jpg</c>.</returns>
    public static string Extension(this ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "jpg",
        ImageFormat.Png => "png",
        ImageFormat.WebP => "webp",
        ImageFormat.Gif => "gif",
        ImageFormat.Avif => "avif",
        ImageFormat.Heif => "heic",
        ImageFormat.Tiff => "tif",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format."),
    };

    /// <summary>The name of a format as people write it.</summary>
    /// <param name="format">The format.</param>
    /// <returns>For example <c>JPEG</c>.</returns>
    internal static string DisplayName(this ImageFormat format) => format switch
    {
        ImageFormat.WebP => "WebP",
        ImageFormat.Heif => "HEIF",
        _ => format.ToString().ToUpperInvariant(),
    };

    /// <summary>
    /// AVIF and HEIF share a container (ISO/IEC 14496-12, section 4.3): its ftyp box tells them apart, by the major brand or,
    /// where that is a general one such as mif1, by the compatible brands.
    /// </summary>
    private static ImageFormat? SniffBrands(ReadOnlySpan<byte> source)
    {
        const int majorBrand = 8;
        const int minorVersion = 12;
        var boxLength = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(source), (uint)source.Length);
        ImageFormat? found = null;
        for (var offset = majorBrand; offset + 4 <= boxLength; offset += 4)
        {
            if (offset == minorVersion)
            {
                continue;
            }

            switch (source.Slice(offset, 4))
            {
                case [(byte)'a', (byte)'v', (byte)'i', (byte)'f' or (byte)'s']:
                    return ImageFormat.Avif;
                case [(byte)'h', (byte)'e', (byte)'i' or (byte)'v', (byte)'c' or (byte)'x' or (byte)'m' or (byte)'s']
                    when offset == majorBrand:
                    return ImageFormat.Heif;
                case [(byte)'h', (byte)'e', (byte)'i' or (byte)'v', (byte)'c' or (byte)'x' or (byte)'m' or (byte)'s']:
                case [(byte)'m', (byte)'i' or (byte)'s', (byte)'f', (byte)'1']:
                    found = ImageFormat.Heif;
                    break;
                default:
                    break;
            }
        }

        return found;
    }
}
