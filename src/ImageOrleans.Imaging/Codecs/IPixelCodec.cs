using System.Diagnostics.CodeAnalysis;
using ImageOrleans.Contracts;

namespace ImageOrleans.Imaging.Codecs;

/// <summary>
/// Decodes an image to pixels and encodes them anew. A codec does what it is told: whether the result is worth having is for
/// <see cref="ImageCompressor"/> to judge. Codecs may be called by any number of threads at once.
/// </summary>
public interface IPixelCodec
{
    /// <summary>The library that does the work, with its version.</summary>
    string Name { get; }

    /// <summary>Whether the codec reads images of a format.</summary>
    /// <param name="format">The format.</param>
    /// <returns>True when it does.</returns>
    bool CanRead(ImageFormat format);

    /// <summary>Whether the codec writes images of a format.</summary>
    /// <param name="format">The format.</param>
    /// <returns>True when it does.</returns>
    bool CanWrite(ImageFormat format);

    /// <summary>
    /// Whether the codec honours <see cref="PixelEncoding.UsePalette"/>; otherwise a PNG comes out with all its colours.
    /// </summary>
    bool HasPalette { get; }

    /// <summary>Reads an image's header, without decoding pixels.</summary>
    /// <param name="source">The image file.</param>
    /// <param name="format">Its format, as <see cref="ImageFormats.Sniff"/> found it.</param>
    /// <param name="header">What the header says.</param>
    /// <param name="failure">Why the header cannot be read.</param>
    /// <returns>Whether there is a header.</returns>
    bool TryReadHeader(
        ReadOnlySpan<byte> source,
        ImageFormat format,
        [NotNullWhen(true)] out ImageHeader? header,
        [NotNullWhen(false)] out ImageFailure? failure);

    /// <summary>Makes a new image file of an image.</summary>
    /// <param name="source">The image file.</param>
    /// <param name="header">Its header, from <see cref="TryReadHeader"/>.</param>
    /// <param name="encoding">What to make of it.</param>
    /// <param name="image">The new image file, to be disposed of.</param>
    /// <param name="failure">Why there is none.</param>
    /// <returns>Whether there is a new image file.</returns>
    bool TryEncode(
        ReadOnlySpan<byte> source,
        ImageHeader header,
        PixelEncoding encoding,
        [NotNullWhen(true)] out EncodedImage? image,
        [NotNullWhen(false)] out ImageFailure? failure);
}
