using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Imaging.Libvips;

namespace ImageOrleans.Imaging.Tests.Files;

/// <summary>
/// The libvips that this run tests: the bundled one, or with <c>IMAGEORLEANS_TEST_LIBVIPS=system</c> the machine's. A process has
/// one alone.
/// </summary>
internal static class TestLibvips
{
    public static LibvipsSource Source { get; } =
        Environment.GetEnvironmentVariable("IMAGEORLEANS_TEST_LIBVIPS") == "system" ? LibvipsSource.System : LibvipsSource.Bundled;

    public static LibvipsCodec Codec { get; } = new(Source);

    /// <summary>The formats that it reads and writes.</summary>
    public static IReadOnlySet<ImageFormat> Formats { get; } =
        Enum.GetValues<ImageFormat>().Where(format => format != ImageFormat.Heif || Source == LibvipsSource.System).ToHashSet();

    /// <summary>Writes pixels in a format that only libvips writes.</summary>
    public static byte[] Encode(PixelBuffer pixels, ImageFormat format, int quality)
    {
        var png = PngFile.Write(pixels);
        var (bytes, failure) = Codec.Encode(png, new PixelEncoding { Format = format, Quality = quality });
        Assert.Null(failure);
        return bytes!;
    }
}
