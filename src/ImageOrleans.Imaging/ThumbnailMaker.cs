using System.Diagnostics.CodeAnalysis;
using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Imaging.Skia;

namespace ImageOrleans.Imaging;

/// <summary>Makes small pictures of stored images, for pages that show many of them.</summary>
/// <param name="options">The limits.</param>
/// <param name="codec">The pixel codec for what SkiaSharp does not read, or would hold whole in memory.</param>
public sealed class ThumbnailMaker(ImagingOptions options, IPixelCodec codec)
{
    private const int Quality = 75;

    // SkiaSharp decodes JPEG and WebP at reduced scale, all else whole: 4 bytes a pixel.
    private const long MostPixelsDecodedWhole = 16_000_000;
    private readonly SkiaCodec _skia = new();

    /// <summary>
    /// Makes a thumbnail: WebP, upright, in sRGB with SkiaSharp, of an animation the first frame. It is decoded at reduced scale
    /// where its format allows that (JPEG, WebP).
    /// </summary>
    /// <param name="source">The image file.</param>
    /// <param name="side">The side in pixels of the square that it fits into. Smaller pictures keep their size.</param>
    /// <param name="thumbnail">The thumbnail, to be disposed of.</param>
    /// <param name="failure">Why there is none.</param>
    /// <returns>Whether there is a thumbnail.</returns>
    /// <exception cref="OutOfMemoryException">There was not enough memory.</exception>
    public bool TryMake(
        ReadOnlySpan<byte> source, int side, [NotNullWhen(true)] out EncodedImage? thumbnail, [NotNullWhen(false)] out ImageFailure? failure)
    {
        thumbnail = null;
        if (ImageFormats.Sniff(source) is not { } format)
        {
            failure = ForeignContent.Describe(source);
            return false;
        }

        IPixelCodec reader = _skia.CanRead(format) ? _skia : codec;
        if (!reader.CanRead(format))
        {
            failure = CodecFailures.CannotRead(format);
            return false;
        }

        if (!reader.TryReadHeader(source, format, out var header, out failure))
        {
            return false;
        }

        if (reader == _skia && header.Pixels > MostPixelsDecodedWhole && format is ImageFormat.Png or ImageFormat.Gif)
        {
            reader = codec;
        }

        if ((long)header.Width * header.Height > options.MaxPixels)
        {
            failure = CodecFailures.TooManyPixels(header, options.MaxPixels);
            return false;
        }

        var encoding = new PixelEncoding
        {
            Format = ImageFormat.WebP,
            Quality = Quality,
            Size = EncodingPolicy.ReducedSize(header, new CompressionSettings { MaxWidth = side, MaxHeight = side }),
            TurnUpright = true,
        };
        return reader.TryEncode(source, header, encoding, out thumbnail, out failure);
    }
}
