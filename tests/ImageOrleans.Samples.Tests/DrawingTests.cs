using ImageOrleans.Contracts;
using ImageOrleans.Samples.Drawing;
using SkiaSharp;

namespace ImageOrleans.Samples.Tests;

public sealed class DrawingTests
{
    public static TheoryData<ProductShape> EveryShape => [.. Enum.GetValues<ProductShape>()];

    [Fact]
    public void The_same_seed_gives_the_same_photograph_and_another_seed_another()
    {
        Assert.Equal(Pixels(seed: 5), Pixels(seed: 5));
        Assert.NotEqual(Pixels(seed: 5), Pixels(seed: 15));
    }

    [Theory, MemberData(nameof(EveryShape))]
    public void Photographs_are_nowhere_flat(ProductShape shape)
    {
        using var picture = new Photograph { Seed = 7, Shape = shape, Width = 256, Height = 256 }.Draw();
        for (var top = 0; top < 256; top += 32)
        {
            for (var left = 0; left < 256; left += 32)
            {
                var greens = Tile(picture, left, top).ToList();
                var mean = greens.Average();
                Assert.InRange(greens.Average(green => (green - mean) * (green - mean)), 0.5, 10_000);
            }
        }
    }

    [Theory, MemberData(nameof(EveryShape))]
    public void A_cut_out_is_transparent_around_the_product_and_opaque_within(ProductShape shape)
    {
        using var picture = new Photograph { Seed = 7, Shape = shape, Width = 200, Height = 200, IsCutOut = true }.Draw();
        Assert.Equal(SKAlphaType.Premul, picture.AlphaType);
        var opacities = picture.Pixels.Select(pixel => pixel.Alpha).ToList();
        Assert.Equal(0, opacities[0]);
        Assert.InRange(opacities.Count(opacity => opacity == 255), 2_000, 30_000);
        Assert.InRange(opacities.Count(opacity => opacity == 0), 2_000, 36_000);
        Assert.Contains(opacities, opacity => opacity is > 0 and < 255);
    }

    [Fact]
    public void A_label_is_printed_on_the_product()
    {
        var photograph = new Photograph { Seed = 7, Shape = ProductShape.Box, Width = 300, Height = 300 };
        using var one = (photograph with { Label = "ONE" }).Draw();
        using var two = (photograph with { Label = "TWO" }).Draw();
        Assert.NotEqual(one.Bytes, two.Bytes);
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.WebP)]
    public void Better_quality_takes_more_bytes(ImageFormat format)
    {
        using var picture = SamplePhotographs.Pixels(3, 300, 200);
        Assert.True(SamplePhotographs.Encode(picture, format, 60).Length < SamplePhotographs.Encode(picture, format, 92).Length);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 40)]
    [InlineData(300, 2)]
    [InlineData(16, 16)]
    public void Photographs_have_any_size(int width, int height)
    {
        foreach (var shape in Enum.GetValues<ProductShape>())
        {
            for (var view = 0; view < 4; view++)
            {
                using var picture = new Photograph { Seed = 1, Shape = shape, View = view, Width = width, Height = height }.Draw();
                Assert.Equal(new SKSizeI(width, height), picture.Info.Size);
            }
        }
    }

    private static byte[] Pixels(int seed)
    {
        using var picture = SamplePhotographs.Pixels(seed, 64, 48);
        return picture.Bytes;
    }

    private static IEnumerable<int> Tile(SKBitmap picture, int left, int top) =>
        from y in Enumerable.Range(top, 32)
        from x in Enumerable.Range(left, 32)
        select (int)picture.GetPixel(x, y).Green;
}
