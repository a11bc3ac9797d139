using SkiaSharp;

namespace ImageOrleans.Imaging.Tests.Files;

/// <summary>The pixels of a picture: 8 bits a channel, sRGB, row by row, red first, opacity last and not premultiplied.</summary>
internal sealed class PixelBuffer
{
    /// <summary>A picture of black, fully transparent where it has opacity.</summary>
    /// <param name="width">Its width in pixels, at least 1.</param>
    /// <param name="height">Its height in pixels, at least 1.</param>
    /// <param name="channels">1 for grey, 2 for grey with opacity, 3 for RGB, 4 for RGB with opacity.</param>
    public PixelBuffer(int width, int height, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, 4);
        Width = width;
        Height = height;
        Channels = channels;
        Bytes = new byte[width * height * channels];
    }

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>The bytes of a pixel: 1 grey, 2 grey and opacity, 3 RGB, 4 RGB and opacity.</summary>
    public int Channels { get; }

    /// <summary>The pixels.</summary>
    public Memory<byte> Bytes { get; }

    /// <summary>The bytes of a row.</summary>
    /// <param name="y">Which row, 0 at the top.</param>
    /// <returns>Its pixels, from left to right.</returns>
    public Span<byte> Row(int y) => Bytes.Span.Slice(y * Width * Channels, Width * Channels);

    /// <summary>The pixels of a bitmap: RGB, with opacity unless it is opaque.</summary>
    public static PixelBuffer From(SKBitmap bitmap)
    {
        using var rgba = new SKBitmap(new SKImageInfo(bitmap.Width, bitmap.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        using var source = bitmap.PeekPixels();
        Assert.True(source.ReadPixels(rgba.PeekPixels()));
        var result = new PixelBuffer(bitmap.Width, bitmap.Height, bitmap.AlphaType == SKAlphaType.Opaque ? 3 : 4);
        var texels = rgba.GetPixelSpan();
        for (var i = 0; i < bitmap.Width * bitmap.Height; i++)
        {
            texels.Slice(4 * i, result.Channels).CopyTo(result.Bytes.Span[(result.Channels * i)..]);
        }

        return result;
    }

    /// <summary>The same pixels as a bitmap, which has grey, or red, green, blue and opacity.</summary>
    public SKBitmap ToBitmap()
    {
        if (Channels == 3)
        {
            return Pictures.Map(this, 4, (from, to) =>
            {
                from.CopyTo(to);
                to[3] = 255;
            }).ToBitmap();
        }

        Assert.NotEqual(2, Channels);
        var bitmap = new SKBitmap(Channels == 1
            ? new SKImageInfo(Width, Height, SKColorType.Gray8, SKAlphaType.Opaque)
            : new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (var y = 0; y < Height; y++)
        {
            Row(y).CopyTo(bitmap.GetPixelSpan()[(y * bitmap.RowBytes)..]);
        }

        return bitmap;
    }
}
