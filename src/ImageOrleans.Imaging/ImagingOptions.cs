using System.ComponentModel.DataAnnotations;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Imaging.Libvips;

namespace ImageOrleans.Imaging;

/// <summary>The library that works on pixels, and what an image may have at most, which is checked before a pixel is decoded.</summary>
public sealed class ImagingOptions
{
    /// <summary>The section of the configuration that is bound to these options.</summary>
    public const string SectionName = "Imaging";

    /// <summary>The library that decodes and encodes pixels. Default libvips.</summary>
    [EnumDataType(typeof(PixelCodecKind))]
    public PixelCodecKind Codec { get; set; }

    /// <summary>Which libvips: the one that comes with the program, or the system's. Default the former.</summary>
    [EnumDataType(typeof(LibvipsSource))]
    public LibvipsSource Libvips { get; set; }

    /// <summary>The largest source in bytes, 1 to 1 GiB. Default 32 MiB.</summary>
    [Range(1, 1 << 30)]
    public int MaxSourceBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>
    /// The most pixels of a source, width × height × frames, 1 to 10,000,000,000. Default 100,000,000. A codec may hold up to
    /// about 5 bytes of memory for each.
    /// </summary>
    [Range(1L, 10_000_000_000L)]
    public long MaxPixels { get; set; } = 100_000_000;

    /// <summary>The most frames of an animation, or pages of a document, 1 to 10,000. Default 256.</summary>
    [Range(1, 10_000)]
    public int MaxFrames { get; set; } = 256;
}
