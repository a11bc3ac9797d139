using ImageOrleans.Contracts;
using ImageOrleans.Samples.Drawing;
using SkiaSharp;

namespace ImageOrleans.Samples;

/// <summary>Image files of drawn photographs, for tests and benchmarks. The same arguments give the same picture.</summary>
public static class SamplePhotographs
{
    /// <summary>A JPEG photograph.</summary>
    /// <param name="seed">Which one.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <param name="quality">Its quality, 1 to 100; cameras and shops use about 92.</param>
    /// <returns>The file.</returns>
    public static byte[] Jpeg(int seed, int width, int height, int quality = 92) =>
        Encode(seed, width, height, ImageFormat.Jpeg, quality);

    /// <summary>A WebP photograph.</summary>
    /// <param name="seed">Which one.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <param name="quality">Its quality, 1 to 100.</param>
    /// <returns>The file.</returns>
    public static byte[] WebP(int seed, int width, int height, int quality = 90) =>
        Encode(seed, width, height, ImageFormat.WebP, quality);

    /// <summary>A PNG photograph.</summary>
    /// <param name="seed">Which one.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <param name="isCutOut">Whether its backdrop is transparent.</param>
    /// <returns>The file.</returns>
    public static byte[] Png(int seed, int width, int height, bool isCutOut = false) =>
        Encode(seed, width, height, ImageFormat.Png, quality: 100, isCutOut);

    /// <summary>A photograph's pixels.</summary>
    /// <param name="seed">Which one: it chooses the product and the view too.</param>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="height">Its height in pixels.</param>
    /// <param name="isCutOut">Whether its backdrop is transparent.</param>
    /// <returns>The pixels, which the caller disposes of.</returns>
    public static SKBitmap Pixels(int seed, int width, int height, bool isCutOut = false)
    {
        var shapes = (uint)Enum.GetValues<ProductShape>().Length;
        return new Photograph
        {
            Seed = seed,
            Shape = (ProductShape)((uint)seed % shapes),
            Width = width,
            Height = height,
            View = (int)(((uint)seed + ((uint)seed / shapes)) % 4),
            IsCutOut = isCutOut,
        }.Draw();
    }

    /// <summary>Writes pixels as an image file.</summary>
    /// <param name="pixels">The pixels.</param>
    /// <param name="format">JPEG, PNG or WebP.</param>
    /// <param name="quality">The quality, 1 to 100; without meaning for PNG, which is lossless.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ArgumentException">The format, or the kind of pixels, cannot be written here.</exception>
    public static byte[] Encode(SKBitmap pixels, ImageFormat format, int quality)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        using var pixmap = pixels.PeekPixels();
        using var file = format switch
        {
            ImageFormat.Jpeg => pixmap.Encode(
                new SKJpegEncoderOptions(quality, Subsampling(quality), SKJpegEncoderAlphaOption.Ignore)),
            ImageFormat.Png => pixmap.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.AllFilters, zLibLevel: 6)),
            ImageFormat.WebP => pixmap.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, quality)),
            _ => null,
        };
        return file?.ToArray()
            ?? throw new ArgumentException($"{pixels.ColorType} pixels are not written as {format}.", nameof(format));
    }

    private static byte[] Encode(int seed, int width, int height, ImageFormat format, int quality, bool isCutOut = false)
    {
        using var pixels = Pixels(seed, width, height, isCutOut);
        return Encode(pixels, format, quality);
    }

    /// <summary>Good JPEG files have all their colours, as those of most image editors.</summary>
    private static SKJpegEncoderDownsample Subsampling(int quality) =>
        quality < 90 ? SKJpegEncoderDownsample.Downsample420 : SKJpegEncoderDownsample.Downsample444;
}
