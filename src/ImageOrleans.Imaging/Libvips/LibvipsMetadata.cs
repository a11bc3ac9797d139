using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>Reads and trims the metadata of a picture.</summary>
internal static unsafe class LibvipsMetadata
{
    private const string Profile = "icc-profile-data";
    private const string Orientation = "orientation";
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
    /// <param name="image">The picture; nobody else may use it.</param>
    /// <param name="encoding">What is made of it.</param>
    /// <returns>What is left to write.</returns>
    public static MetadataToWrite Trim(VipsImage image, PixelEncoding encoding)
    {
        DropForeignProfile(image);
        if (encoding.Metadata == MetadataPolicy.Keep)
        {
            return MetadataToWrite.All;
        }

        foreach (var name in Fields(image))
        {
            if (!Essential.Contains(name))
            {
                _ = LibvipsNative.Remove(image, name);
            }
        }

        var orientation = LibvipsNative.GetOrientation(image);
        if (orientation == 1)
        {
            _ = LibvipsNative.Remove(image, Orientation);
            return Has(image, Profile) ? MetadataToWrite.ProfileAlone : MetadataToWrite.None;
        }

        if (encoding.Format == ImageFormat.Png)
        {
            // The PNG writer writes EXIF only where there was some.
            SetExif(image, orientation);
        }

        return MetadataToWrite.All;
    }

    /// <summary>
    /// Drops a profile that is not of the picture's colour space, such as that of a CMYK picture which has become RGB: readers
    /// would ignore it, or show wrong colours. The colour space of a profile is in bytes 16 to 19 (ICC.1:2022, section 7.2.8).
    /// </summary>
    private static void DropForeignProfile(VipsImage image)
    {
        if (!Has(image, Profile))
        {
            return;
        }

        VipsException.ThrowIfFailed(LibvipsNative.GetBlob(image, Profile, out var data, out var length));
        var colours = LibvipsNative.GetBands(image) < 3 ? "GRAY"u8 : "RGB "u8;
        if (length < 128 || !new ReadOnlySpan<byte>(data + 16, 4).SequenceEqual(colours))
        {
            _ = LibvipsNative.Remove(image, Profile);
        }
    }

    private static bool Has(VipsImage image, string name) => LibvipsNative.GetTypeOf(image, name) != 0;

    private static List<string> Fields(VipsImage image)
    {
        var names = new List<string>();
        var fields = LibvipsNative.GetFields(image);
        for (var field = fields; *field != null; field++)
        {
            names.Add(Marshal.PtrToStringUTF8((nint)(*field))!);
        }

        LibvipsNative.FreeStrings(fields);
        return names;
    }

    /// <summary>Gives the picture an EXIF block that holds its orientation and nothing else.</summary>
    private static void SetExif(VipsImage image, int orientation)
    {
        // "Exif", a little-endian TIFF header, one directory with one entry: tag 0x0112, type SHORT, one value.
        ReadOnlySpan<byte> template =
        [
            .. "Exif\0\0"u8, .. "II"u8, 42, 0, 8, 0, 0, 0,
            1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ];
        Span<byte> exif = stackalloc byte[template.Length];
        template.CopyTo(exif);
        BinaryPrimitives.WriteUInt16LittleEndian(exif[24..], (ushort)orientation);
        fixed (byte* data = exif)
        {
            LibvipsNative.SetBlob(image, Exif, data, (nuint)exif.Length);
        }
    }
}
