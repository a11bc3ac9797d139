using System.IO.Compression;
using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Imaging.Libvips;
using ImageOrleans.Samples.Drawing;

namespace ImageOrleans.Samples;

/// <summary>Image files of drawn photographs, for tests and benchmarks. The same arguments give the same picture.</summary>
public static class SamplePhotographs
{
    private static readonly Lazy<IPixelCodec> Codec = new(() => new LibvipsCodec());

    /// <summary>A JPEG photograph.</summary>
    /// <param name="seed">Which one.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <param name="quality">Its quality, 1 to 100; cameras and shops use about 92.</param>
    /// <returns>The file.</returns>
    public static byte[] Jpeg(int seed, int width, int height, int quality = 92) =>
        Encode(Pixels(seed, width, height), ImageFormat.Jpeg, quality);

    /// <summary>A WebP photograph.</summary>
    /// <param name="seed">Which one.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <param name="quality">Its quality, 1 to 100.</param>
    /// <returns>The file.</returns>
    public static byte[] WebP(int seed, int width, int height, int quality = 90) =>
        Encode(Pixels(seed, width, height), ImageFormat.WebP, quality);

    /// <summary>A PNG photograph.</summary>
    /// <param name="seed">Which one.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <param name="isCutOut">Whether its backdrop is transparent.</param>
    /// <returns>The file.</returns>
    public static byte[] Png(int seed, int width, int height, bool isCutOut = false) =>
        PngWriter.Write(Pixels(seed, width, height, isCutOut));

    /// <summary>A photograph's pixels.</summary>
    /// <param name="seed">Which one: it chooses the product too.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <param name="isCutOut">Whether its backdrop is transparent.</param>
    /// <returns>The pixels.</returns>
    public static PixelBuffer Pixels(int seed, int width, int height, bool isCutOut = false) => new Photograph
    {
        Seed = seed,
        Shape = (ProductShape)((uint)seed % Enum.GetValues<ProductShape>().Length),
        Width = width,
        Height = height,
        View = (int)((uint)seed / 10 % 4),
        IsCutOut = isCutOut,
    }.Draw();

    /// <summary>Writes pixels as an image file.</summary>
    /// <param name="pixels">The pixels.</param>
    /// <param name="format">The format.</param>
    /// <param name="quality">The quality, 1 to 100; without meaning for PNG, which is lossless.</param>
    /// <returns>The file.</returns>
    /// <exception cref="InvalidOperationException">The format cannot be written here.</exception>
    public static byte[] Encode(PixelBuffer pixels, ImageFormat format, int quality)
    {
        if (format == ImageFormat.Png)
        {
            return PngWriter.Write(pixels);
        }

        var png = PngWriter.Write(pixels, CompressionLevel.NoCompression);
        var encoding = new PixelEncoding { Format = format, Quality = quality };
        if (!Codec.Value.TryReadHeader(png, ImageFormat.Png, out var header, out var failure)
            || !Codec.Value.TryEncode(png, header, encoding, out var image, out failure))
        {
            throw new InvalidOperationException(failure.Message);
        }

        using (image)
        {
            return image.Bytes.ToArray();
        }
    }
}
