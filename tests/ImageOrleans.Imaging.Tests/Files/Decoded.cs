using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Imaging.Libvips;

namespace ImageOrleans.Imaging.Tests.Files;

/// <summary>Looks at files through libvips, whichever codec made them.</summary>
internal static class Decoded
{
    private static readonly LibvipsCodec Referee = TestLibvips.Codec;

    public static ImageHeader Header(ReadOnlySpan<byte> file)
    {
        var format = ImageFormats.Sniff(file);
        Assert.NotNull(format);
        Assert.True(Referee.TryReadHeader(file, format.Value, out var header, out var failure), failure?.Message);
        return header;
    }

    /// <summary>The pixels of the first frame as they are stored.</summary>
    public static PixelBuffer Stored(ReadOnlySpan<byte> file) => Pixels(file, upright: false);

    /// <summary>The pixels of the first frame as a viewer shows them that heeds orientation.</summary>
    public static PixelBuffer Shown(ReadOnlySpan<byte> file) => Pixels(file, upright: true);

    /// <summary>The likeness of two pictures on white, in dB (plain PSNR): over 30 they look alike, infinite is equal.</summary>
    public static double Likeness(PixelBuffer a, PixelBuffer b)
    {
        Assert.Equal((a.Width, a.Height), (b.Width, b.Height));
        var squares = 0.0;
        for (var i = 0; i < a.Width * a.Height; i++)
        {
            var (r1, g1, b1) = OnWhite(a, i);
            var (r2, g2, b2) = OnWhite(b, i);
            squares += Math.Pow(r1 - r2, 2) + Math.Pow(g1 - g2, 2) + Math.Pow(b1 - b2, 2);
        }

        return 10 * Math.Log10(255.0 * 255 * 3 * a.Width * a.Height / squares);
    }

    /// <summary>The colour of a pixel on white.</summary>
    public static (double R, double G, double B) OnWhite(PixelBuffer picture, int index)
    {
        var pixel = picture.Bytes.Span.Slice(index * picture.Channels, picture.Channels);
        var opacity = picture.Channels is 2 or 4 ? pixel[^1] / 255.0 : 1;
        var (r, g, b) = picture.Channels < 3 ? (pixel[0], pixel[0], pixel[0]) : (pixel[0], pixel[1], pixel[2]);
        return (Over(r), Over(g), Over(b));

        double Over(byte colour) => (colour * opacity) + (255 * (1 - opacity));
    }

    private static PixelBuffer Pixels(ReadOnlySpan<byte> file, bool upright)
    {
        var encoding = new PixelEncoding { Format = ImageFormat.Png, Quality = 100, TurnUpright = upright };
        Assert.True(Referee.TryEncode(file, Header(file), encoding, out var image, out var failure), failure?.Message);
        using (image)
        {
            return PngFile.Read(image.Bytes.Span);
        }
    }
}
