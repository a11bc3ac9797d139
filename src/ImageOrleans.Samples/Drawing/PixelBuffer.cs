namespace ImageOrleans.Samples.Drawing;

/// <summary>The pixels of a picture: 8 bits a channel, sRGB, row by row, red first, opacity last and not premultiplied.</summary>
public sealed class PixelBuffer
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
}
