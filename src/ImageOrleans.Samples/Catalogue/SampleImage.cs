using ImageOrleans.Contracts;
using ImageOrleans.Samples.Drawing;

namespace ImageOrleans.Samples.Catalogue;

/// <summary>An image of the sample catalogue.</summary>
/// <param name="FileName">The name of its file, the last part of its URL.</param>
/// <param name="Kind">What is behind it.</param>
/// <param name="Format">The format that its name promises.</param>
/// <param name="Photograph">What it shows; null unless it is good.</param>
public sealed record SampleImage(string FileName, SampleImageKind Kind, ImageFormat Format, Photograph? Photograph)
{
    private const int JpegQuality = 92;
    private const int WebPQuality = 90;

    /// <summary>Makes the file.</summary>
    /// <returns>Its content; null when it is to be missing.</returns>
    public byte[]? CreateContent() => Kind switch
    {
        SampleImageKind.Good => Encode(Photograph!),
        SampleImageKind.NotAnImage =>
            [.. "<!DOCTYPE html>\n<html><head><title>Image moved</title></head><body><p>This image has moved.</p></body></html>\n"u8],
        _ => null,
    };

    private byte[] Encode(Photograph photograph)
    {
        using var pixels = photograph.Draw();
        return SamplePhotographs.Encode(pixels, Format, Format == ImageFormat.WebP ? WebPQuality : JpegQuality);
    }
}
