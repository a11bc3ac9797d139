using ImageOrleans.Imaging.Codecs;

namespace ImageOrleans.Imaging.Tests;

public sealed class PaletteErrorTests
{
    [Fact]
    public void Equal_pictures_have_no_error() =>
        Assert.Equal(double.PositiveInfinity, Measure(Filled(64, 64, 10, 20, 30), Filled(64, 64, 10, 20, 30), 64));

    [Fact]
    public void An_even_difference_counts_like_plain_psnr() =>
        Assert.Equal(
            10 * Math.Log10(255.0 * 255 / 16),
            Measure(Filled(64, 64, 10, 20, 30), Filled(64, 64, 14, 24, 34), 64),
            tolerance: 1e-9);

    [Fact]
    public void Dithering_that_is_right_on_average_has_no_error()
    {
        var dithered = new byte[64 * 64 * 3];
        for (var i = 0; i < 64 * 64; i++)
        {
            dithered.AsSpan(3 * i, 3).Fill((byte)(((i % 64) + (i / 64)) % 2 == 0 ? 90 : 110));
        }

        Assert.Equal(double.PositiveInfinity, Measure(Filled(64, 64, 100, 100, 100), dithered, 64));
    }

    [Fact]
    public void White_around_a_product_does_not_hide_the_error_on_it()
    {
        // One tile in ten is wrong; plain PSNR would be 10 dB better.
        var source = Filled(320, 32, 255, 255, 255);
        var result = source.ToArray();
        for (var y = 0; y < 32; y++)
        {
            result.AsSpan(3 * 320 * y, 3 * 32).Fill(245);
        }

        Assert.Equal(10 * Math.Log10(255.0 * 255 / 100), Measure(source, result, 320), tolerance: 1e-9);
    }

    [Fact]
    public void Colours_under_transparent_pixels_do_not_count_but_opacity_does()
    {
        byte[] clear = [.. Enumerable.Repeat((byte[])[0, 0, 0, 0], 32 * 32).SelectMany(pixel => pixel)];
        byte[] clearWhite = [.. Enumerable.Repeat((byte[])[255, 255, 255, 0], 32 * 32).SelectMany(pixel => pixel)];
        byte[] opaque = [.. Enumerable.Repeat((byte[])[0, 0, 0, 255], 32 * 32).SelectMany(pixel => pixel)];
        Assert.Equal(double.PositiveInfinity, Measure(clear, clearWhite, 32, bands: 4));
        Assert.InRange(Measure(clear, opaque, 32, bands: 4), 0, 10);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(33, 17)]
    [InlineData(31, 63)]
    public void Sides_need_not_be_multiples_of_anything(int width, int height) => Assert.Equal(
        10 * Math.Log10(255.0 * 255 / 16),
        Measure(Filled(width, height, 10, 20, 30), Filled(width, height, 14, 24, 34), width),
        tolerance: 1e-9);

    private static byte[] Filled(int width, int height, byte r, byte g, byte b)
    {
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < pixels.Length; i += 3)
        {
            (pixels[i], pixels[i + 1], pixels[i + 2]) = (r, g, b);
        }

        return pixels;
    }

    private static double Measure(ReadOnlySpan<byte> source, ReadOnlySpan<byte> result, int width, int bands = 3)
    {
        var error = new PaletteError(width);
        var stride = width * bands;
        var height = source.Length / stride;
        for (var top = 0; top < height; top += PaletteError.TileSide)
        {
            var rows = Math.Min(PaletteError.TileSide, height - top);
            error.AddStrip(
                source.Slice(top * stride, rows * stride), bands, result.Slice(top * stride, rows * stride), bands, rows);
        }

        return error.ToDecibels();
    }
}
