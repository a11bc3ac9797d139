using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Imaging.Libvips;
using ImageOrleans.Imaging.Tests.Files;

namespace ImageOrleans.Imaging.Tests;

/// <summary>When PNG gets a palette, and when it does not.</summary>
public sealed class PngPaletteTests
{
    private const int PaletteType = 3;
    private static readonly LibvipsCodec Codec = TestLibvips.Codec;

    [Fact]
    public void Photographs_get_a_palette_at_the_default_quality()
    {
        var source = SourceFiles.Photograph(ImageFormat.Png);
        var outcome = Codec.Compress(source);
        Assert.Equal(PaletteType, ColourType(outcome.Bytes));
        Assert.InRange(outcome.Bytes.Length, 1, source.Length * 2 / 3);
    }

    [Fact]
    public void Cut_outs_keep_their_transparency_in_a_palette()
    {
        var cutOut = Pictures.CutOut();
        var outcome = Codec.Compress(PngFile.Write(cutOut));
        Assert.Equal(PaletteType, ColourType(outcome.Bytes));
        Assert.Contains(PngFile.Chunks(outcome.Bytes), chunk => chunk.Type == "tRNS");
        var result = Decoded.Stored(outcome.Bytes);
        var opacities = Enumerable.Range(0, cutOut.Width * cutOut.Height).Select(i => (4 * i) + 3);
        Assert.InRange(opacities.Average(i => Math.Abs(cutOut.Bytes.Span[i] - result.Bytes.Span[i])), 0, 3);
        Assert.All(opacities.Where(i => cutOut.Bytes.Span[i] == 0), i => Assert.InRange(result.Bytes.Span[i], 0, 16));
    }

    [Fact]
    public void At_quality_100_photographs_keep_all_their_colours()
    {
        var source = PngFile.FromRows(320, 240, 8, 2, UnfilteredRows(Pictures.Photograph()));
        var outcome = Codec.Compress(source, new CompressionSettings { Quality = 100 });
        Assert.Equal(ImageStatus.Compressed, outcome.Status);
        Assert.NotEqual(PaletteType, ColourType(outcome.Bytes));
        Assert.Equal(double.PositiveInfinity, Decoded.Likeness(Pictures.Photograph(), Decoded.Stored(outcome.Bytes)));
    }

    [Fact]
    public void Smooth_gradients_are_not_blown_up_by_dithering()
    {
        // A gradient is tiny without loss; a palette would be several times its size.
        var gradient = new PixelBuffer(400, 300, 3);
        for (var y = 0; y < 300; y++)
        {
            for (var x = 0; x < 400; x++)
            {
                var pixel = gradient.Row(y).Slice(3 * x, 3);
                (pixel[0], pixel[1], pixel[2]) = ((byte)(20 + (x / 3)), (byte)(60 + (y / 3)), (byte)(200 - (x / 5)));
            }
        }

        var outcome = Codec.Compress(PngFile.FromRows(400, 300, 8, 2, UnfilteredRows(gradient)));
        Assert.NotEqual(PaletteType, ColourType(outcome.Bytes));
        Assert.Equal(double.PositiveInfinity, Decoded.Likeness(gradient, Decoded.Stored(outcome.Bytes)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(50)]
    [InlineData(65)]
    [InlineData(80)]
    [InlineData(90)]
    [InlineData(100)]
    public void No_palette_is_further_from_its_source_than_the_quality_allows(int quality)
    {
        foreach (var picture in new[] { Pictures.Photograph(), Pictures.CutOut(), Pictures.Drawing() })
        {
            var outcome = Codec.Compress(PngFile.Write(picture), new CompressionSettings { Quality = quality });
            if (outcome.Status == ImageStatus.Compressed)
            {
                Assert.InRange(
                    Error(picture, Decoded.Stored(outcome.Bytes)), PaletteThreshold.ForQuality(quality), double.PositiveInfinity);
            }
        }
    }

    [Fact]
    public void The_codec_measures_the_error_that_is_really_there()
    {
        var picture = Pictures.CutOut();
        var source = PngFile.Write(picture);
        Assert.True(Codec.TryReadHeader(source, ImageFormat.Png, out var header, out _));
        var encoding = new PixelEncoding { Format = ImageFormat.Png, Quality = 50, UsePalette = true };
        Assert.True(Codec.TryEncode(source, header, encoding, out var image, out _));
        using (image)
        {
            Assert.NotNull(image.PaletteFidelity);
            Assert.Equal(Error(picture, PngFile.Read(image.Bytes.Span)), image.PaletteFidelity.Value, tolerance: 1e-9);
        }
    }

    [Fact]
    public void Thresholds_rise_with_quality()
    {
        var thresholds = Enumerable.Range(1, 100).Select(PaletteThreshold.ForQuality).ToList();
        Assert.Equal(thresholds.Order().Distinct(), thresholds);
        Assert.Equal((24, 32, 50), (thresholds[0], thresholds[49], thresholds[99]));
    }

    private static byte ColourType(byte[] png) => PngFile.Chunks(png)[0].Data[9];

    private static IEnumerable<byte[]> UnfilteredRows(PixelBuffer picture) =>
        Enumerable.Range(0, picture.Height).Select(y => (byte[])[0, .. picture.Row(y)]);

    private static double Error(PixelBuffer source, PixelBuffer result)
    {
        var error = new PaletteError(source.Width);
        for (var top = 0; top < source.Height; top += PaletteError.TileSide)
        {
            var rows = Math.Min(PaletteError.TileSide, source.Height - top);
            error.AddStrip(Strip(source, top, rows), source.Channels, Strip(result, top, rows), result.Channels, rows);
        }

        return error.ToDecibels();
    }

    private static ReadOnlySpan<byte> Strip(PixelBuffer picture, int top, int rows) =>
        picture.Bytes.Span.Slice(top * picture.Width * picture.Channels, rows * picture.Width * picture.Channels);
}
