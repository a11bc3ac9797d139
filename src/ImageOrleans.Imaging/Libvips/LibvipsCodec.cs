using System.Diagnostics.CodeAnalysis;
using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>The pixel codec that stands on libvips 8.13 or later.</summary>
public sealed unsafe class LibvipsCodec : IPixelCodec
{
    private readonly Version _version;
    private readonly HashSet<ImageFormat> _readable;
    private readonly HashSet<ImageFormat> _writable;

    /// <summary>Finds libvips and what it can do here.</summary>
    /// <exception cref="LibvipsNotFoundException">It is not installed, or too old.</exception>
    public LibvipsCodec()
    {
        _version = LibvipsLibrary.EnsureInitialised();
        _readable = [.. Enum.GetValues<ImageFormat>().Where(HasLoader)];
        _writable = [.. Enum.GetValues<ImageFormat>().Where(WritesProbe)];
    }

    /// <inheritdoc/>
    public string Name => $"libvips {_version}";

    /// <inheritdoc/>
    public bool HasPalette => true;

    /// <inheritdoc/>
    public bool CanRead(ImageFormat format) => _readable.Contains(format);

    /// <inheritdoc/>
    public bool CanWrite(ImageFormat format) => _writable.Contains(format);

    /// <inheritdoc/>
    public bool TryReadHeader(
        ReadOnlySpan<byte> source,
        ImageFormat format,
        [NotNullWhen(true)] out ImageHeader? header,
        [NotNullWhen(false)] out ImageFailure? failure)
    {
        header = null;
        fixed (byte* data = source)
        {
            var file = new NativeSource(data, source.Length);
            if (!LibvipsPicture.IsReadableAs(file, format))
            {
                // The two that share a container come in codings that libvips does not know; the others are recognised by the
                // same few bytes as ours, so that there must be too few of them.
                failure = format is ImageFormat.Avif or ImageFormat.Heif
                    ? CodecFailures.UnknownCoding(format)
                    : CodecFailures.Damaged(format);
                return false;
            }

            try
            {
                using var image = LibvipsPicture.Open(file, format, allFrames: false);
                header = new ImageHeader(
                    format,
                    LibvipsNative.GetWidth(image),
                    LibvipsNative.GetHeight(image),
                    Math.Max(1, LibvipsNative.GetPages(image)),
                    LibvipsNative.GetOrientation(image));
            }
            catch (VipsException)
            {
                failure = CodecFailures.Damaged(format);
                return false;
            }
        }

        failure = null;
        return true;
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
        fixed (byte* data = source)
        {
            var file = new NativeSource(data, source.Length);
            try
            {
                failure = FindObstacle(file, header, encoding);
                if (failure is null)
                {
                    image = Encode(file, header, encoding);
                }
            }
            catch (VipsException e)
            {
                failure = IsUnknownCoding(header.Format, e)
                    ? CodecFailures.UnknownCoding(header.Format)
                    : CodecFailures.Damaged(header.Format);
            }
        }

        return image is not null;
    }

    /// <summary>What stands in the way of the encoding, as far as it can be told without decoding pixels.</summary>
    private ImageFailure? FindObstacle(NativeSource file, ImageHeader header, PixelEncoding encoding)
    {
        if (!CanWrite(encoding.Format))
        {
            return CodecFailures.CannotWrite(encoding.Format);
        }

        if (encoding.AllFrames && header is { Format: ImageFormat.Tiff, Frames: > 1 } && !PagesAgree(file))
        {
            return CodecFailures.PagesDiffer(header.Format);
        }

        using var stored = LibvipsPicture.Open(file, header.Format, allFrames: false);
        var channels = LibvipsNative.GetBands(stored);
        if (LibvipsNative.GetInterpretation(stored) == Interpretation.Multiband || channels > (IsCmyk(stored) ? 5 : 4))
        {
            return CodecFailures.TooManyChannels(channels);
        }

        var size = encoding.Size ?? new PixelSize(header.Width, header.Height);
        var side = Math.Max(size.Width, size.Height);
        var limit = SaveOptions.LongestSide(encoding.Format);
        return side > limit ? CodecFailures.TooLong(encoding.Format, side, limit) : null;
    }

    private static bool IsCmyk(VipsImage image) => LibvipsNative.GetInterpretation(image) == Interpretation.Cmyk;

    private static bool PagesAgree(NativeSource file)
    {
        try
        {
            LibvipsPicture.Open(file, ImageFormat.Tiff, allFrames: true).Dispose();
            return true;
        }
        catch (VipsException)
        {
            return false;
        }
    }

    private static bool HasLoader(ImageFormat format) =>
        LibvipsNative.FindType("VipsForeignLoad", LoadOptions.Operation(format)) != 0;

    private EncodedImage Encode(NativeSource file, ImageHeader header, PixelEncoding encoding)
    {
        using var picture = LibvipsPicture.Make(file, header, encoding);
        var metadata = LibvipsMetadata.Trim(picture, encoding);
        var suffix = SaveOptions.For(encoding, LibvipsNative.HasAlpha(picture) != 0, metadata, _version);
        var bytes = Write(picture, suffix, out var length);
        try
        {
            if (metadata != MetadataToWrite.All && _version < SaveOptions.FirstWithKeep)
            {
                length = ExifRemover.Remove(bytes.AsSpan(length), encoding.Format);
            }

            return new EncodedImage(encoding.Format, new GlibMemoryOwner(bytes, length), length)
            {
                PaletteFidelity = encoding is { Format: ImageFormat.Png, UsePalette: true }
                    ? MeasureFidelity(file, header, encoding, bytes.AsSpan(length))
                    : null,
            };
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private static GlibMemory Write(VipsImage picture, string suffix, out int length)
    {
        VipsException.ThrowIfFailed(LibvipsNative.WriteToBuffer(picture, suffix, out var bytes, out var size));
        length = checked((int)size);
        return bytes;
    }

    private static double MeasureFidelity(NativeSource file, ImageHeader header, PixelEncoding encoding, ReadOnlySpan<byte> png)
    {
        fixed (byte* data = png)
        {
            // Decoded once more, which costs a fraction of what reducing the colours did, and no memory.
            using var source = LibvipsPicture.Make(file, header, encoding);
            using var result = LibvipsPicture.Open(new NativeSource(data, png.Length), ImageFormat.Png, allFrames: false);
            return LibvipsPaletteError.Measure(source, result);
        }
    }

    /// <summary>
    /// libheif has its decoders as plug-ins, which may be missing, and not every coding has one: its codes for that are
    /// 4.x (unsupported feature) and 3.x (unsupported file type), which libvips prints in brackets.
    /// </summary>
    private static bool IsUnknownCoding(ImageFormat format, VipsException e) =>
        format is ImageFormat.Avif or ImageFormat.Heif
        && (e.Message.Contains("(4.", StringComparison.Ordinal) || e.Message.Contains("(3.", StringComparison.Ordinal));

    /// <summary>
    /// Whether libvips can write a format here: encoders are plug-ins, and only using one tells whether it is there.
    /// </summary>
    private bool WritesProbe(ImageFormat format)
    {
        const int side = 16;
        const int bands = 3;
        var pixels = new byte[side * side * bands];
        fixed (byte* data = pixels)
        {
            using var image = LibvipsNative.NewFromMemoryCopy(data, (nuint)pixels.Length, side, side, bands, format: 0);
            try
            {
                var encoding = new PixelEncoding { Format = format, Quality = 50 };
                Write(image, SaveOptions.For(encoding, hasAlpha: false, MetadataToWrite.None, _version), out _).Dispose();
                return true;
            }
            catch (VipsException)
            {
                return false;
            }
        }
    }
}
