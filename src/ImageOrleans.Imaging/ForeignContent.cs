using System.Buffers;
using System.Text;
using ImageOrleans.Contracts;

namespace ImageOrleans.Imaging;

/// <summary>Says what bytes are that are none of the formats in <see cref="ImageFormat"/>.</summary>
internal static class ForeignContent
{
    /// <summary>How far into a text its kind is looked for, in bytes.</summary>
    private const int TextWindow = 4096;

    private static readonly Signature[] OtherImages =
    [
        new("JPEG XL", [0xFF, 0x0A]),
        new("JPEG XL", [0, 0, 0, 12, .. "JXL "u8]),
        new("JPEG 2000", [0, 0, 0, 12, .. "jP  "u8]),
        new("JPEG 2000", [0xFF, 0x4F, 0xFF, 0x51]),
        new("JPEG XR", [.. "II"u8, 0xBC]),
        new("Photoshop", [.. "8BPS"u8]),
        new("Canon raw", [.. "CR"u8], Offset: 8, Lead: [.. "II"u8, 42, 0]),
        new("Canon raw", [.. "ftypcrx "u8], Offset: 4),
        // The second header's length, in 4 bytes at offset 14, is below 256: "BM" alone would match too much.
        new("BMP", [0, 0, 0], Offset: 15, Lead: [.. "BM"u8]),
        new("ICO", [0, 0, 1, 0]),
        new("ICO", [0, 0, 2, 0]),
        new("MNG", [0x8A, .. "MNG"u8]),
        new("OpenEXR", [0x76, 0x2F, 0x31, 0x01]),
        new("DDS", [.. "DDS "u8]),
        new("QOI", [.. "qoif"u8]),
        new("Radiance HDR", [.. "#?RADIANCE"u8]),
        new("GIMP", [.. "gimp xcf"u8]),
        new("DjVu", [.. "AT&TFORM"u8]),
        new("PostScript", [.. "%!PS"u8]),
    ];

    private static readonly Signature[] OtherThings =
    [
        new("a PDF document", [.. "%PDF-"u8]),
        new("a ZIP archive", [.. "PK"u8, 3, 4]),
        new("a ZIP archive", [.. "PK"u8, 5, 6]),
        new("a gzip archive", [0x1F, 0x8B]),
        new("a RAR archive", [.. "Rar!"u8]),
        new("a 7z archive", [.. "7z"u8, 0xBC, 0xAF]),
        new("a video", [0x1A, 0x45, 0xDF, 0xA3]),
        new("a video", [.. "ftyp"u8], Offset: 4),
        new("a video", [.. "AVI "u8], Offset: 8, Lead: [.. "RIFF"u8]),
        new("a sound", [.. "ID3"u8]),
        new("a sound", [.. "OggS"u8]),
        new("a sound", [.. "WAVE"u8], Offset: 8, Lead: [.. "RIFF"u8]),
        new("a program", [0x7F, .. "ELF"u8]),
        new("a program", [.. "MZ"u8]),
    ];

    private static readonly SearchValues<byte> ControlBytes =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(b => (byte)b).Except("\t\n\f\r"u8.ToArray()), 0x7F]);

    /// <summary>Why such bytes have no result.</summary>
    /// <param name="source">The bytes, not empty.</param>
    /// <returns>
    /// A failure with <see cref="FailureCodes.UnsupportedFormat"/> for an image of another kind, else with
    /// <see cref="FailureCodes.NotAnImage"/>; the message names what it is, where that is known.
    /// </returns>
    public static ImageFailure Describe(ReadOnlySpan<byte> source)
    {
        var markup = ReadMarkup(source);
        if ((Find(OtherImages, source) ?? (IsSvg(markup) ? "SVG" : null)) is { } image)
        {
            return new ImageFailure(FailureCodes.UnsupportedFormat, $"{image} images cannot be read here.");
        }

        return new ImageFailure(FailureCodes.NotAnImage, (Find(OtherThings, source) ?? DescribeText(source, markup)) is { } thing
            ? $"The file is {thing}, not an image."
            : "The file is not an image: it begins like no known format.");
    }

    private static string? Find(Signature[] signatures, ReadOnlySpan<byte> source)
    {
        foreach (var signature in signatures)
        {
            if (signature.Matches(source))
            {
                return signature.Name;
            }
        }

        return null;
    }

    /// <summary>The beginning of an HTML, SVG or XML text in lower case; empty when the bytes are none.</summary>
    private static string ReadMarkup(ReadOnlySpan<byte> source)
    {
        var text = SkipSpace(source);
        return text is [(byte)'<', ..]
            ? Encoding.ASCII.GetString(text[..Math.Min(text.Length, TextWindow)]).ToLowerInvariant()
            : "";
    }

    private static bool IsSvg(string markup) => markup.Contains("<svg", StringComparison.Ordinal) && !IsHtml(markup);

    private static bool IsHtml(string markup) =>
        markup.Contains("<!doctype html", StringComparison.Ordinal) || markup.Contains("<html", StringComparison.Ordinal)
        || markup.StartsWith("<head", StringComparison.Ordinal) || markup.StartsWith("<body", StringComparison.Ordinal);

    private static string? DescribeText(ReadOnlySpan<byte> source, string markup)
    {
        if (IsHtml(markup))
        {
            return "an HTML page";
        }

        if (markup.StartsWith("<?xml", StringComparison.Ordinal))
        {
            return "an XML document";
        }

        var text = SkipSpace(source);
        if (text.IsEmpty || text[..Math.Min(text.Length, TextWindow)].ContainsAny(ControlBytes))
        {
            return null;
        }

        return text[0] is (byte)'{' or (byte)'[' ? "a JSON document" : "a text";
    }

    private static ReadOnlySpan<byte> SkipSpace(ReadOnlySpan<byte> source) =>
        (source.StartsWith("\uFEFF"u8) ? source["\uFEFF"u8.Length..] : source).TrimStart(" \t\r\n"u8);

    /// <summary>How files of one kind begin.</summary>
    /// <param name="Name">The kind.</param>
    /// <param name="Bytes">The bytes that are found at <paramref name="Offset"/>.</param>
    /// <param name="Offset">Where, in bytes from the beginning.</param>
    /// <param name="Lead">Bytes that are found at the very beginning as well.</param>
    private sealed record Signature(string Name, byte[] Bytes, int Offset = 0, byte[]? Lead = null)
    {
        public bool Matches(ReadOnlySpan<byte> source) =>
            source.Length >= Offset && source[Offset..].StartsWith(Bytes) && source.StartsWith(Lead);
    }
}
