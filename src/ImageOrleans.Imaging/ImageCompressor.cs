using System.Diagnostics.CodeAnalysis;
using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Imaging.Jpeg;

namespace ImageOrleans.Imaging;

/// <summary>
/// The compression policy: which codec makes what of an image, and whether the result is worth having. It guarantees that a
/// compressed image is smaller than its source in bytes, that limits are checked before pixels are decoded, and that equal
/// images with equal settings give equal results.
/// </summary>
/// <remarks>
/// A source is kept as it is (<see cref="ImageStatus.KeptOriginal"/>) whenever its new version would not be smaller. That holds
/// for resizing and for other formats as well: asked for at most 800 pixels, an image of 1,000 that is 2 KB small may stay as it
/// is, for the point of all this is that pages get lighter, and none may get heavier. So is an animated PNG that is to stay PNG,
/// of which only the first frame could be written.
/// </remarks>
/// <param name="options">The limits.</param>
/// <param name="codec">The codec that decodes and encodes pixels: of everything but JPEG that stays JPEG, and its size.</param>
public sealed class ImageCompressor(ImagingOptions options, IPixelCodec codec) : IImageCompressor, IDisposable
{
    private readonly JpegTranscoder _transcoder = new();

    /// <summary>
    /// The largest picture whose colours are reduced to a palette, in pixels: that needs the whole picture in memory, and about
    /// half a second for each million pixels.
    /// </summary>
    private const long MaxPalettePixels = 25_000_000;

    /// <summary>
    /// A palette that makes a picture this many times smaller is taken at once. Otherwise it is compared with all colours: smooth
    /// gradients are tiny without a palette, and anything but that with the dithering which a palette brings.
    /// </summary>
    private const int PaletteGain = 4;

    /// <inheritdoc/>
    public CompressionResult Compress(ReadOnlySpan<byte> source, CompressionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var errors = settings.Validate();
        if (errors.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', errors.Values), nameof(settings));
        }

        if (!TrySniff(source, out var format, out var failure))
        {
            return CompressionResult.Failed(failure);
        }

        return format == ImageFormat.Jpeg ? CompressJpeg(source, settings) : CompressPixels(source, format, settings);
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose() => _transcoder.Dispose();

    private CompressionResult CompressJpeg(ReadOnlySpan<byte> source, CompressionSettings settings)
    {
        switch (_transcoder.Inspect(source, out var picture))
        {
            case JpegInspection.NothingToShow:
                return CompressionResult.Failed(CodecFailures.Damaged(ImageFormat.Jpeg));
            case JpegInspection.Doubtful:
                return CompressPixels(source, ImageFormat.Jpeg, settings);
            case JpegInspection.Foreign:
                var result = CompressPixels(source, ImageFormat.Jpeg, settings);
                return result.Failure is { Code: FailureCodes.CorruptImage }
                    ? CompressionResult.Failed(CodecFailures.UnknownCoding(ImageFormat.Jpeg))
                    : result;
            default:
                return TryTranscode(source, picture, settings) ?? CompressPixels(source, ImageFormat.Jpeg, settings);
        }
    }

    /// <summary>Makes a JPEG file smaller without a pixel codec.</summary>
    /// <param name="source">The file.</param>
    /// <param name="picture">What it says of its picture.</param>
    /// <param name="settings">How to compress.</param>
    /// <returns>What became of it; null when it is for the pixel codec.</returns>
    private CompressionResult? TryTranscode(ReadOnlySpan<byte> source, JpegSummary picture, CompressionSettings settings)
    {
        var header = new ImageHeader(ImageFormat.Jpeg, picture.Width, picture.Height, Frames: 1, picture.Orientation);
        if (header.Pixels > options.MaxPixels)
        {
            return CompressionResult.Failed(CodecFailures.TooManyPixels(header, options.MaxPixels));
        }

        if (EncodingPolicy.TargetFormat(settings.Format, ImageFormat.Jpeg) != ImageFormat.Jpeg || EncodingPolicy.ReducedSize(header, settings) is not null)
        {
            return null;
        }

        var transcoding = new JpegTranscodeOptions
        {
            Quality = settings.Quality,
            Progressive = settings.Progressive,
            KeepSampling = settings.KeepSampling,
            Metadata = settings.Metadata,
            Effort = settings.Effort,
            MaxPixels = options.MaxPixels,
        };
        if (_transcoder.Transcode(source, transcoding, out var image) != JpegTranscodeResult.Transcoded)
        {
            // Damaged behind its header: the pixel codec shows what there is to show.
            return null;
        }

        if (image!.Bytes.Length < source.Length)
        {
            return CompressionResult.Compressed(image);
        }

        image.Dispose();
        return CompressionResult.KeptOriginal(ImageFormat.Jpeg);
    }

    private CompressionResult CompressPixels(ReadOnlySpan<byte> source, ImageFormat format, CompressionSettings settings)
    {
        if (!TryReadHeader(source, format, out var header, out var failure))
        {
            return CompressionResult.Failed(failure);
        }

        var target = EncodingPolicy.TargetFormat(settings.Format, header.Format);
        if (!codec.CanWrite(target))
        {
            return CompressionResult.Failed(CodecFailures.CannotWrite(target));
        }

        if (header.Format == ImageFormat.Png && target == ImageFormat.Png && AnimatedPng.IsAnimated(source))
        {
            return CompressionResult.KeptOriginal(header.Format);
        }

        var encoding = EncodingPolicy.Choose(header, target, settings);
        EncodedImage? reduced = null;
        if (target == ImageFormat.Png && codec.HasPalette && EncodingPolicy.PixelsToWrite(header, encoding) <= MaxPalettePixels
            && !TryEncodeWithPalette(source, header, encoding, out reduced, out failure))
        {
            return CompressionResult.Failed(failure);
        }

        if (reduced is not null && reduced.Bytes.Length < source.Length / PaletteGain)
        {
            return CompressionResult.Compressed(reduced);
        }

        if (!codec.TryEncode(source, header, encoding, out var image, out failure))
        {
            reduced?.Dispose();
            return CompressionResult.Failed(failure);
        }

        return ChooseSmallest(source.Length, header.Format, image, reduced);
    }

    /// <summary>The smallest of what was made, if it is smaller than the source; the others are disposed of.</summary>
    private static CompressionResult ChooseSmallest(
        int sourceLength, ImageFormat sourceFormat, EncodedImage image, EncodedImage? reduced)
    {
        if (reduced is not null && reduced.Bytes.Length < image.Bytes.Length)
        {
            (image, reduced) = (reduced, image);
        }

        reduced?.Dispose();
        if (image.Bytes.Length < sourceLength)
        {
            return CompressionResult.Compressed(image);
        }

        image.Dispose();
        return CompressionResult.KeptOriginal(sourceFormat);
    }

    private bool TrySniff(ReadOnlySpan<byte> source, out ImageFormat format, [NotNullWhen(false)] out ImageFailure? failure)
    {
        format = default;
        failure = source.Length switch
        {
            0 => CodecFailures.Empty,
            var length when length > options.MaxSourceBytes => CodecFailures.TooLarge(length, options.MaxSourceBytes),
            _ => null,
        };
        if (failure is not null)
        {
            return false;
        }

        if (ImageFormats.Sniff(source) is { } sniffed)
        {
            format = sniffed;
            return true;
        }

        failure = ForeignContent.Describe(source);
        return false;
    }

    private bool TryReadHeader(
        ReadOnlySpan<byte> source,
        ImageFormat format,
        [NotNullWhen(true)] out ImageHeader? header,
        [NotNullWhen(false)] out ImageFailure? failure)
    {
        header = null;
        if (!codec.CanRead(format))
        {
            failure = CodecFailures.CannotRead(format);
            return false;
        }

        if (!codec.TryReadHeader(source, format, out header, out failure))
        {
            return false;
        }

        failure = header switch
        {
            { Frames: var frames } when frames > options.MaxFrames => CodecFailures.TooManyFrames(frames, options.MaxFrames),
            { Pixels: var pixels } when pixels > options.MaxPixels => CodecFailures.TooManyPixels(header, options.MaxPixels),
            _ => null,
        };
        return failure is null;
    }

    /// <summary>
    /// Reduces the colours of a picture to a palette: as far as the asked quality goes, or, where that is too visible, to as
    /// many as a palette holds.
    /// </summary>
    /// <param name="source">The image file.</param>
    /// <param name="header">Its header.</param>
    /// <param name="encoding">What is made of it, but for the palette.</param>
    /// <param name="image">The PNG file; null when none is both smaller than the source and near enough to it.</param>
    /// <param name="failure">Why the image cannot be encoded at all.</param>
    /// <returns>Whether it can be encoded.</returns>
    private bool TryEncodeWithPalette(
        ReadOnlySpan<byte> source,
        ImageHeader header,
        PixelEncoding encoding,
        out EncodedImage? image,
        [NotNullWhen(false)] out ImageFailure? failure)
    {
        const int mostColours = CompressionSettings.MaxQuality;
        var threshold = PaletteThreshold.ForQuality(encoding.Quality);
        int[] qualities = encoding.Quality == mostColours ? [mostColours] : [encoding.Quality, mostColours];
        foreach (var quality in qualities)
        {
            if (!codec.TryEncode(source, header, encoding with { UsePalette = true, Quality = quality }, out image, out failure))
            {
                return false;
            }

            var isSmaller = image.Bytes.Length < source.Length;
            if (isSmaller && image.PaletteFidelity >= threshold)
            {
                return true;
            }

            image.Dispose();
            if (!isSmaller)
            {
                // More colours would hardly make it smaller.
                break;
            }
        }

        image = null;
        failure = null;
        return true;
    }
}
