using System.Buffers.Binary;
using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;
using NetVips;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>Reads and trims the metadata of a picture.</summary>
internal static class LibvipsMetadata
{
    /// <summary>The name of the orientation.</summary>
    public const string Orientation = "orientation";

    private const string Profile = "icc-profile-data";
    private const string Exif = "exif-data";

    /// <summary>
    /// What stays when metadata is stripped: what changes how the picture looks or moves. It is a list of what stays, so that
    /// nothing private passes that a later libvips learns to read.
    /// </summary>
    private static readonly HashSet<string> Essential = new(StringComparer.Ordinal)
    {
        "width", "height", "bands", "format", "coding", "interpretation", "xoffset", "yoffset", "xres", "yres", "filename",
        Profile, Orientation, "n-pages", "page-height", "delay", "loop", "gif-delay", "gif-loop", "gif-palette", "background",
    };

    /// <summary>Drops what is not to be written, and completes what is.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="encoding">What is made of it.</param>
    /// <param name="toWrite">What is left to write.</param>
    /// <returns>The same picture with other metadata.</returns>
    public static Image Trim(Image image, PixelEncoding encoding, out MetadataToWrite toWrite)
    {
        var left = MetadataToWrite.All;
        var trimmed = image.Mutate(picture =>
        {
            DropForeignProfile(picture);
            if (encoding.Metadata != MetadataPolicy.Keep)
            {
                left = Strip(picture, encoding.Format);
            }
        });
        toWrite = left;
        return trimmed;
    }

    private static MetadataToWrite Strip(MutableImage picture, ImageFormat format)
    {
        foreach (var name in picture.GetFields())
        {
            if (!Essential.Contains(name))
            {
                picture.Remove(name);
            }
        }

        var orientation = LibvipsPicture.Orientation(picture);
        if (orientation == 1)
        {
            picture.Remove(Orientation);
            return picture.Contains(Profile) ? MetadataToWrite.ProfileAlone : MetadataToWrite.None;
        }

        if (format == ImageFormat.Png)
        {
            // The PNG writer writes EXIF only where there was some.
            picture.Set(GValue.BlobType, Exif, ExifWith(orientation));
        }

        return MetadataToWrite.All;
    }

    /// <summary>
    /// Drops a profile that is not of the picture's colour space, such as that of a CMYK picture which has become RGB: readers
    /// would ignore it, or show wrong colours. The colour space of a profile is in bytes 16 to 19 (ICC.1:2022, section 7.2.8).
    /// </summary>
    private static void DropForeignProfile(MutableImage picture)
    {
        if (!picture.Contains(Profile))
        {
            return;
        }

        var profile = (byte[])picture.Get(Profile);
        var colours = picture.Bands < 3 ? "GRAY"u8 : "RGB "u8;
        if (profile.Length < 128 || !profile.AsSpan(16, 4).SequenceEqual(colours))
        {
            picture.Remove(Profile);
        }
    }

    /// <summary>An EXIF block that holds an orientation and nothing else.</summary>
    private static byte[] ExifWith(int orientation)
    {
        // "Exif", a little-endian TIFF header, one directory with one entry: tag 0x0112, type SHORT, one value.
        byte[] exif =
        [
            .. "Exif\0\0"u8, .. "II"u8, 42, 0, 8, 0, 0, 0,
            1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ];
        BinaryPrimitives.WriteUInt16LittleEndian(exif.AsSpan(24), (ushort)orientation);
        return exif;
    }
}
