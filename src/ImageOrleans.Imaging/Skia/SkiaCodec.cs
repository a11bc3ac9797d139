using System.Diagnostics.CodeAnalysis;
using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;
using SkiaSharp;

namespace ImageOrleans.Imaging.Skia;

/// <summary>
/// SkiaSharp: makes thumbnails, and stands in where libvips can't be loaded. It reads JPEG, PNG, WebP and the first frame of GIF,
/// and writes JPEG, PNG and WebP.
/// </summary>
/// <remarks>
/// It cannot write a profile or an orientation tag. So that pictures look the same nevertheless, colours are converted to sRGB,
/// and the picture is turned upright, which may exchange its width and height. JPEG is always baseline, PNG never reduced to a
/// palette. What would lose more than that, animations and metadata that were to be kept, is refused.
/// </remarks>
public sealed unsafe class SkiaCodec : IPixelCodec
{
    private const int LongestWebPSide = 16_383;
    private const int LongestJpegSide = 65_535;

    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8];

    private static ReadOnlySpan<byte> JpegEnd => [0xFF, 0xD9];

    private static readonly ImageFailure Animation = new(
        FailureCodes.UnsupportedFormat,
        "The image is animated, and animations cannot be written here. Ask for a format such as jpeg, which takes the first frame.");

    private static readonly ImageFailure Metadata = new(
        FailureCodes.UnsupportedFormat, "Metadata cannot be kept here. Ask for it to be stripped.");

    /// <inheritdoc/>
    public string Name => $"SkiaSharp {typeof(SKCodec).Assembly.GetName().Version}";

    /// <inheritdoc/>
    public bool HasPalette => false;

    /// <inheritdoc/>
    public bool CanRead(ImageFormat format) =>
        format is ImageFormat.Jpeg or ImageFormat.Png or ImageFormat.WebP or ImageFormat.Gif;

    /// <inheritdoc/>
    public bool CanWrite(ImageFormat format) => format is ImageFormat.Jpeg or ImageFormat.Png or ImageFormat.WebP;

    /// <inheritdoc/>
    public bool TryReadHeader(
        ReadOnlySpan<byte> source,
        ImageFormat format,
        [NotNullWhen(true)] out ImageHeader? header,
        [NotNullWhen(false)] out ImageFailure? failure)
    {
        fixed (byte* data = source)
        {
            using var file = SKData.Create((nint)data, source.Length);
            using var codec = SKCodec.Create(file);
            header = codec is null
                ? null
                : new ImageHeader(
                    format, codec.Info.Width, codec.Info.Height, Math.Max(1, codec.FrameCount), (int)codec.EncodedOrigin);
        }

        failure = header is null ? CodecFailures.Damaged(format) : null;
        return header is not null;
    }

    /// <inheritdoc/>
    public bool TryEncode(
        ReadOnlySpan<byte> source,
        ImageHeader header,
        PixelEncoding encoding,
        [NotNullWhen(true)] out EncodedImage? image,
        [NotNullWhen(false)] out ImageFailure? failure)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(encoding);
        image = null;
        failure = FindObstacle(header, encoding);
        if (failure is not null)
        {
            return false;
        }

        using var decoded = Decode(source, encoding);
        if (decoded is null)
        {
            failure = CodecFailures.Damaged(header.Format);
            return false;
        }

        using var reduced = encoding.Size is { } size ? Reduce(decoded, size) : null;
        using var finished = Finish(
            reduced ?? decoded, (SKEncodedOrigin)header.Orientation, isOpaque: encoding.Format == ImageFormat.Jpeg);
        image = Write(finished ?? reduced ?? decoded, encoding);
        return true;
    }

    private ImageFailure? FindObstacle(ImageHeader header, PixelEncoding encoding)
    {
        if (!CanWrite(encoding.Format))
        {
            return CodecFailures.CannotWrite(encoding.Format);
        }

        if (encoding.AllFrames)
        {
            return Animation;
        }

        if (encoding.Metadata == MetadataPolicy.Keep)
        {
            return Metadata;
        }

        var size = encoding.Size ?? new PixelSize(header.Width, header.Height);
        var side = Math.Max(size.Width, size.Height);
        var limit = encoding.Format switch { ImageFormat.WebP => LongestWebPSide, ImageFormat.Jpeg => LongestJpegSide, _ => int.MaxValue };
        return side > limit ? CodecFailures.TooLong(encoding.Format, side, limit) : null;
    }

    /// <summary>The pixels of the first frame, in sRGB, or grey where the source is; null when the file is damaged.</summary>
    private static SKBitmap? Decode(ReadOnlySpan<byte> source, PixelEncoding encoding)
    {
        var bitmap = Decode(source, encoding, out var result);
        if (bitmap is null || result == SKCodecResult.Success)
        {
            return bitmap;
        }

        bitmap.Dispose();
        if (!source.StartsWith(JpegStart))
        {
            return null;
        }

        // Of a damaged JPEG file there is what decoders show of it, and grey below, which libjpeg paints once it has met the end.
        bitmap = Decode([.. source, .. JpegEnd], encoding, out result);
        if (result is SKCodecResult.Success or SKCodecResult.IncompleteInput or SKCodecResult.ErrorInInput)
        {
            return bitmap;
        }

        bitmap?.Dispose();
        return null;
    }

    private static SKBitmap? Decode(ReadOnlySpan<byte> source, PixelEncoding encoding, out SKCodecResult result)
    {
        fixed (byte* data = source)
        {
            using var file = SKData.Create((nint)data, source.Length);
            using var codec = SKCodec.Create(file);
            if (codec is null)
            {
                result = SKCodecResult.InvalidInput;
                return null;
            }

            var isOpaque = codec.Info.AlphaType == SKAlphaType.Opaque;
            var isGrey = isOpaque && codec.Info.ColorType == SKColorType.Gray8;

            // Scaling mixes neighbours, for which colours must be weighted by their opacity.
            var alpha = isOpaque ? SKAlphaType.Opaque : encoding.Size is null ? SKAlphaType.Unpremul : SKAlphaType.Premul;
            var size = encoding.Size is { } wanted ? DecodingSize(codec, wanted) : codec.Info.Size;
            var info = new SKImageInfo(
                size.Width, size.Height, isGrey ? SKColorType.Gray8 : SKColorType.Rgba8888, alpha, SKColorSpace.CreateSrgb());
            var bitmap = new SKBitmap(info);
            result = codec.GetPixels(info, bitmap.GetPixels());
            return bitmap;
        }
    }

    /// <summary>
    /// The size to decode to on the way to a smaller one: JPEG and WebP are decoded at reduced scale, which saves most of the time.
    /// About twice the size that is wanted leaves the rest to a filter that looks at every pixel.
    /// </summary>
    private static SKSizeI DecodingSize(SKCodec codec, PixelSize wanted)
    {
        var scale = 2 * Math.Max((float)wanted.Width / codec.Info.Width, (float)wanted.Height / codec.Info.Height);
        var size = scale < 1 ? codec.GetScaledDimensions(scale) : codec.Info.Size;
        return size.Width >= wanted.Width && size.Height >= wanted.Height ? size : codec.Info.Size;
    }

    private static SKBitmap Reduce(SKBitmap bitmap, PixelSize size)
    {
        // Mipmaps: every pixel of the source counts, however much smaller the result is.
        var sampling = new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear);
        return bitmap.Resize(bitmap.Info.WithSize(size.Width, size.Height), sampling)
            ?? throw new InvalidOperationException($"SkiaSharp does not resize to {size}.");
    }

    /// <summary>
    /// Turns a picture upright, and puts it on white where it may not be transparent; null when there is nothing to do.
    /// </summary>
    private static SKBitmap? Finish(SKBitmap bitmap, SKEncodedOrigin origin, bool isOpaque)
    {
        var flatten = isOpaque && bitmap.AlphaType != SKAlphaType.Opaque;
        if (origin == SKEncodedOrigin.TopLeft && !flatten)
        {
            return null;
        }

        var (width, height) = (bitmap.Width, bitmap.Height);
        var onItsSide = origin >= SKEncodedOrigin.LeftTop;
        var finished = new SKBitmap(bitmap.Info
            .WithSize(onItsSide ? height : width, onItsSide ? width : height)
            .WithAlphaType(flatten || bitmap.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul));
        using var canvas = new SKCanvas(finished);
        canvas.Clear(flatten ? SKColors.White : SKColors.Transparent);
        canvas.SetMatrix(Turn(origin, width, height));
        canvas.DrawBitmap(bitmap, 0, 0, new SKSamplingOptions(SKFilterMode.Nearest));
        canvas.Flush();
        return finished;
    }

    /// <summary>Where a stored pixel is shown (EXIF 2.32, tag 0x0112): x' = a·x + b·y + c, y' = d·x + e·y + f.</summary>
    private static SKMatrix Turn(SKEncodedOrigin origin, int width, int height)
    {
        return origin switch
        {
            SKEncodedOrigin.TopRight => Matrix(-1, 0, width, 0, 1, 0),
            SKEncodedOrigin.BottomRight => Matrix(-1, 0, width, 0, -1, height),
            SKEncodedOrigin.BottomLeft => Matrix(1, 0, 0, 0, -1, height),
            SKEncodedOrigin.LeftTop => Matrix(0, 1, 0, 1, 0, 0),
            SKEncodedOrigin.RightTop => Matrix(0, -1, height, 1, 0, 0),
            SKEncodedOrigin.RightBottom => Matrix(0, -1, height, -1, 0, width),
            SKEncodedOrigin.LeftBottom => Matrix(0, 1, 0, -1, 0, width),
            _ => SKMatrix.Identity,
        };

        static SKMatrix Matrix(float a, float b, float c, float d, float e, float f) => new(a, b, c, d, e, f, 0, 0, 1);
    }

    private static EncodedImage Write(SKBitmap bitmap, PixelEncoding encoding)
    {
        // Without its colour space, or the profile of sRGB would be written, which is what pictures without one are taken for.
        using var tagged = bitmap.PeekPixels();
        using var pixels = tagged.WithColorSpace(null!);
        var data = encoding.Format switch
        {
            ImageFormat.Jpeg => pixels.Encode(new SKJpegEncoderOptions(
                encoding.Quality,
                encoding.Quality < 90 ? SKJpegEncoderDownsample.Downsample420 : SKJpegEncoderDownsample.Downsample444,
                SKJpegEncoderAlphaOption.Ignore)),
            ImageFormat.WebP => pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, encoding.Quality)),
            _ => pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.AllFilters, zLibLevel: 9)),
        };
        if (data is null)
        {
            throw new InvalidOperationException(
                $"SkiaSharp does not write {bitmap.Width}×{bitmap.Height} {bitmap.ColorType} as {encoding.Format}.");
        }

        var owner = new SkiaMemoryOwner(data);
        return new EncodedImage(encoding.Format, owner.Memory, owner);
    }
}
