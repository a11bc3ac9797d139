using System.Diagnostics.CodeAnalysis;
using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;
using NetVips;
using Vips = NetVips.NetVips;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>The pixel codec that stands on libvips 8.13 or later.</summary>
/// <remarks>
/// A source is copied once for each call, since libvips may read from it until the last picture made of it is gone.
/// </remarks>
public sealed class LibvipsCodec : IPixelCodec
{
    private readonly LibvipsSource _source;
    private readonly Version _version;
    private readonly HashSet<ImageFormat> _readable;
    private readonly HashSet<ImageFormat> _writable;

    /// <summary>Loads libvips and finds out what it can do here.</summary>
    /// <param name="source">Which libvips.</param>
    /// <exception cref="LibvipsNotFoundException">It can't be loaded, or is too old.</exception>
    public LibvipsCodec(LibvipsSource source = LibvipsSource.Bundled)
    {
        _source = source;
        _version = LibvipsLibrary.EnsureLoaded(source);
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
        failure = null;
        try
        {
            using var file = Source.NewFromMemory(source);
            if (!LibvipsPicture.IsReadableAs(file, format))
            {
                // The two that share a container come in codings that libvips does not know; the others are recognised by the
                // same few bytes as ours, so that there must be too few of them.
                failure = format is ImageFormat.Avif or ImageFormat.Heif ? CodecFailures.UnknownCoding(format) : CodecFailures.Damaged(format);
                return false;
            }

            using var image = LibvipsPicture.Open(file, format, allFrames: false);
            header = new ImageHeader(
                format, image.Width, image.Height, LibvipsPicture.Pages(image), LibvipsPicture.Orientation(image));
            return true;
        }
        catch (VipsException exception)
        {
            ThrowIfOutOfMemory(exception);
            failure = CodecFailures.Damaged(format);
            return false;
        }
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
        try
        {
            using var file = Source.NewFromMemory(source);
            failure = FindObstacle(file, header, encoding);
            if (failure is null)
            {
                image = Encode(file, header, encoding);
            }
        }
        catch (VipsException exception)
        {
            ThrowIfOutOfMemory(exception);
            failure = IsUnknownCoding(header.Format, exception)
                ? CodecFailures.UnknownCoding(header.Format)
                : CodecFailures.Damaged(header.Format);
        }

        return image is not null;
    }

    /// <summary>What stands in the way of the encoding, as far as it can be told without decoding pixels.</summary>
    private ImageFailure? FindObstacle(Source file, ImageHeader header, PixelEncoding encoding)
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
        var isCmyk = stored.Interpretation == Enums.Interpretation.Cmyk;
        if (stored.Interpretation == Enums.Interpretation.Multiband || stored.Bands > (isCmyk ? 5 : 4))
        {
            return CodecFailures.TooManyChannels(stored.Bands);
        }

        var size = encoding.Size ?? new PixelSize(header.Width, header.Height);
        var side = Math.Max(size.Width, size.Height);
        var limit = SaveOptions.LongestSide(encoding.Format);
        return side > limit ? CodecFailures.TooLong(encoding.Format, side, limit) : null;
    }

    private static bool PagesAgree(Source file)
    {
        try
        {
            LibvipsPicture.Open(file, ImageFormat.Tiff, allFrames: true).Dispose();
            return true;
        }
        catch (VipsException exception)
        {
            ThrowIfOutOfMemory(exception);
            return false;
        }
    }

    /// <summary>The bundled libvips has the loader of HEIF for the sake of AVIF, but no decoder for what HEIC holds.</summary>
    private bool HasLoader(ImageFormat format) =>
        Vips.TypeFind("VipsForeignLoad", LoadOptions.Operation(format)) != 0
        && !(format == ImageFormat.Heif && _source == LibvipsSource.Bundled);

    private EncodedImage Encode(Source file, ImageHeader header, PixelEncoding encoding)
    {
        var bytes = Write(file, header, encoding);
        return new EncodedImage(encoding.Format, bytes)
        {
            PaletteFidelity = encoding is { Format: ImageFormat.Png, UsePalette: true }
                ? MeasureFidelity(file, header, encoding, bytes.Span)
                : null,
        };
    }

    private Memory<byte> Write(Source file, ImageHeader header, PixelEncoding encoding)
    {
        using var made = LibvipsPicture.Make(file, header, encoding);
        using var picture = LibvipsMetadata.Trim(made, encoding, out var metadata);
        var bytes = picture.WriteToBuffer(SaveOptions.For(encoding, picture.HasAlpha(), metadata, _version)).AsMemory();
        return metadata != MetadataToWrite.All && _version < SaveOptions.FirstWithKeep
            ? bytes[..ExifRemover.Remove(bytes.Span, encoding.Format)]
            : bytes;
    }

    private static double MeasureFidelity(Source file, ImageHeader header, PixelEncoding encoding, ReadOnlySpan<byte> png)
    {
        // Decoded once more, which costs a fraction of what reducing the colours did, and no memory.
        using var source = LibvipsPicture.Make(file, header, encoding);
        using var pngFile = Source.NewFromMemory(png);
        using var result = LibvipsPicture.Open(pngFile, ImageFormat.Png, allFrames: false);
        return LibvipsPaletteError.Measure(source, result);
    }

    /// <summary>
    /// libheif has its decoders as plug-ins, which may be missing, and not every coding has one: its codes for that are
    /// 4.x (unsupported feature) and 3.x (unsupported file type), which libvips prints in brackets.
    /// </summary>
    private static bool IsUnknownCoding(ImageFormat format, VipsException exception) =>
        format is ImageFormat.Avif or ImageFormat.Heif
        && (exception.Message.Contains("(4.", StringComparison.Ordinal) || exception.Message.Contains("(3.", StringComparison.Ordinal));

    /// <summary>
    /// Whether libvips can write a format here: encoders are plug-ins, and only using one tells whether it is there.
    /// </summary>
    private bool WritesProbe(ImageFormat format)
    {
        const int side = 16;
        const int bands = 3;
        using var image = Image.NewFromMemoryCopy(
            new ReadOnlySpan<byte>(new byte[side * side * bands]), side, side, bands, Enums.BandFormat.Uchar);
        try
        {
            var encoding = new PixelEncoding { Format = format, Quality = 50 };
            image.WriteToBuffer(SaveOptions.For(encoding, hasAlpha: false, MetadataToWrite.None, _version));
            return true;
        }
        catch (VipsException exception)
        {
            ThrowIfOutOfMemory(exception);
            return false;
        }
    }

    /// <summary>libvips has no memory left, which callers treat as memory that .NET lacks: it says nothing of the image.</summary>
    /// <remarks>
    /// libvips has one error buffer for all threads: the text may have parts from failures of other threads at the same moment.
    /// </remarks>
    [SuppressMessage("Usage", "MA0012", Justification = "Callers treat memory that a native library lacks as memory that .NET lacks.")]
    private static void ThrowIfOutOfMemory(VipsException exception)
    {
        if (exception.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase))
        {
            throw new InsufficientMemoryException("libvips has no memory left.", exception);
        }
    }
}
