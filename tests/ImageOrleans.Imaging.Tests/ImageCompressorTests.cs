using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Libvips;
using ImageOrleans.Imaging.Tests.Files;

namespace ImageOrleans.Imaging.Tests;

/// <summary>The policy, on libvips.</summary>
public sealed class ImageCompressorTests
{
    private static readonly LibvipsCodec Codec = TestLibvips.Codec;

    public static TheoryData<ImageFormat> Formats => [.. TestLibvips.Formats];

    [Theory, MemberData(nameof(Formats))]
    public void By_default_an_image_keeps_its_format_and_size_and_becomes_smaller(ImageFormat format)
    {
        var source = SourceFiles.Photograph(format);
        var outcome = Codec.Compress(source);
        Assert.Equal((ImageStatus.Compressed, format), (outcome.Status, outcome.Format));
        Assert.Equal(
            (format, 320, 240),
            (Decoded.Header(outcome.Bytes).Format, Decoded.Header(outcome.Bytes).Width, Decoded.Header(outcome.Bytes).Height));
        Assert.InRange(Decoded.Likeness(Decoded.Stored(source), Decoded.Stored(outcome.Bytes)), 20, double.PositiveInfinity);
    }

    [Theory]
    [InlineData(OutputFormat.Jpeg, ImageFormat.Jpeg)]
    [InlineData(OutputFormat.WebP, ImageFormat.WebP)]
    [InlineData(OutputFormat.Avif, ImageFormat.Avif)]
    [InlineData(OutputFormat.Png, ImageFormat.Png)]
    public void An_image_gets_the_format_that_is_asked(OutputFormat wanted, ImageFormat format)
    {
        var outcome = Codec.Compress(TiffFile.Write(Pictures.Photograph()), new CompressionSettings { Format = wanted });
        Assert.Equal((ImageStatus.Compressed, format), (outcome.Status, outcome.Format));
        Assert.Equal(format, ImageFormats.Sniff(outcome.Bytes));
    }

    [Fact]
    public void What_would_not_get_smaller_is_kept()
    {
        var source = Codec.Compress(SourceFiles.Photograph(ImageFormat.Jpeg), new CompressionSettings { Quality = 20 }).Bytes;
        var outcome = Codec.Compress(source, new CompressionSettings { Quality = 90 });
        Assert.Equal((ImageStatus.KeptOriginal, ImageFormat.Jpeg), (outcome.Status, outcome.Format));

        // The same holds for another format and for a smaller size: never more bytes than before.
        Assert.Equal(
            ImageStatus.KeptOriginal, Codec.Compress(source, new CompressionSettings { Format = OutputFormat.Png }).Status);
        Assert.Equal(
            ImageStatus.KeptOriginal,
            Codec.Compress(source, new CompressionSettings { Format = OutputFormat.Png, Quality = 100, MaxWidth = 300 }).Status);
    }

    [Fact]
    public void Compressing_again_ends_with_the_original()
    {
        var bytes = SourceFiles.Photograph(ImageFormat.Png);
        var outcome = Codec.Compress(bytes);
        for (var round = 0; round < 10 && outcome.Status == ImageStatus.Compressed; round++)
        {
            bytes = outcome.Bytes;
            outcome = Codec.Compress(bytes);
        }

        Assert.Equal(ImageStatus.KeptOriginal, outcome.Status);
    }

    [Fact]
    public void Tiny_images_are_kept()
    {
        byte[] gif =
        [
            .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 255, 255, 255, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B,
        ];
        Assert.Equal(ImageStatus.KeptOriginal, Codec.Compress(gif).Status);
        Assert.Equal(ImageStatus.KeptOriginal, Codec.Compress(PngFile.Write(new PixelBuffer(1, 1, 3))).Status);
    }

    [Theory]
    [InlineData(100, null, 100, 75)]
    [InlineData(null, 60, 80, 60)]
    [InlineData(100, 60, 80, 60)]
    [InlineData(60, 100, 60, 45)]
    [InlineData(319, 1000, 319, 239)]
    [InlineData(320, 240, 320, 240)]
    [InlineData(4000, 3000, 320, 240)]
    [InlineData(1, null, 1, 1)]
    public void Images_fit_into_the_box_keep_their_proportions_and_are_never_enlarged(
        int? maxWidth, int? maxHeight, int width, int height)
    {
        var settings = new CompressionSettings { MaxWidth = maxWidth, MaxHeight = maxHeight };
        foreach (var format in new[] { ImageFormat.Jpeg, ImageFormat.Png, ImageFormat.WebP, ImageFormat.Tiff })
        {
            var outcome = Codec.Compress(SourceFiles.Photograph(format), settings);
            Assert.Equal((ImageStatus.Compressed, format), (outcome.Status, outcome.Format));
            var header = Decoded.Header(outcome.Bytes);
            Assert.Equal((format, width, height), (format, header.Width, header.Height));
        }
    }

    [Theory]
    [InlineData(1, 60, 45)]
    [InlineData(3, 60, 45)]
    [InlineData(6, 75, 56)]
    [InlineData(8, 75, 56)]
    public void The_box_is_meant_for_the_picture_as_it_is_shown(int orientation, int storedWidth, int storedHeight)
    {
        var source = JpegFile.With(
            SourceFiles.Photograph(ImageFormat.Jpeg), ExifBlock.AsSegment(ExifBlock.WithOrientation(orientation)));
        var outcome = Codec.Compress(source, new CompressionSettings { MaxWidth = 60, MaxHeight = 75 });
        var header = Decoded.Header(outcome.Bytes);
        Assert.Equal((storedWidth, storedHeight, orientation), (header.Width, header.Height, header.Orientation));
    }

    [Theory]
    [InlineData(OutputFormat.Keep, 320, 240, 6)]
    [InlineData(OutputFormat.WebP, 240, 320, 1)]
    [InlineData(OutputFormat.Avif, 240, 320, 1)]
    public void Orientation_stays_a_tag_in_jpeg_and_is_applied_where_viewers_do_not_heed_it(
        OutputFormat wanted, int width, int height, int orientation)
    {
        var source = JpegFile.With(SourceFiles.Photograph(ImageFormat.Jpeg), ExifBlock.AsSegment(ExifBlock.WithOrientation(6)));
        var outcome = Codec.Compress(source, new CompressionSettings { Format = wanted });
        Assert.Equal(ImageStatus.Compressed, outcome.Status);
        var header = Decoded.Header(outcome.Bytes);
        Assert.Equal((width, height, orientation), (header.Width, header.Height, header.Orientation));
        Assert.InRange(Decoded.Likeness(Decoded.Shown(source), Decoded.Shown(outcome.Bytes)), 24, double.PositiveInfinity);
    }

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.WebP)]
    [InlineData(ImageFormat.Tiff)]
    public void Formats_that_hold_an_orientation_keep_it_as_a_tag(ImageFormat format)
    {
        var upright = SourceFiles.Photograph(ImageFormat.Jpeg);
        var turned = JpegFile.With(upright, ExifBlock.AsSegment(ExifBlock.WithOrientation(6)));
        var source = format switch
        {
            ImageFormat.Png => PngFile.With(SourceFiles.Photograph(ImageFormat.Png), ("eXIf", ExifBlock.WithOrientation(6))),
            ImageFormat.Tiff => TiffFile.Write(Pictures.Photograph(), orientation: 6),
            _ => Codec.Encode(turned, new() { Format = format, Quality = 95, Metadata = MetadataPolicy.Keep }).Bytes!,
        };
        Assert.Equal(6, Decoded.Header(source).Orientation);

        var outcome = Codec.Compress(source);
        Assert.Equal(ImageStatus.Compressed, outcome.Status);
        var header = Decoded.Header(outcome.Bytes);
        Assert.Equal((format, 320, 240, 6), (header.Format, header.Width, header.Height, header.Orientation));
    }

    [Fact]
    public void Progressive_is_as_asked()
    {
        var source = SourceFiles.Photograph(ImageFormat.Jpeg);
        Assert.Equal(0xC0, JpegFile.Frame(Codec.Compress(source).Bytes).Marker);
        Assert.Equal(0xC2, JpegFile.Frame(Codec.Compress(source, new CompressionSettings { Progressive = true }).Bytes).Marker);

        var png = SourceFiles.Photograph(ImageFormat.Png);
        Assert.Equal(0, PngFile.Chunks(Codec.Compress(png).Bytes)[0].Data[12]);
        Assert.Equal(1, PngFile.Chunks(Codec.Compress(png, new CompressionSettings { Progressive = true }).Bytes)[0].Data[12]);
    }

    [Fact]
    public void Metadata_is_stripped_unless_it_is_to_be_kept()
    {
        var source = JpegFile.With(
            SourceFiles.Photograph(ImageFormat.Jpeg), ExifBlock.AsSegment(ExifBlock.WithSecrets(orientation: 1)));
        var secret = System.Text.Encoding.ASCII.GetBytes(ExifBlock.Secret);
        Assert.Equal(-1, Codec.Compress(source).Bytes.AsSpan().IndexOf(secret));
        Assert.NotEqual(
            -1,
            Codec.Compress(source, new CompressionSettings { Metadata = MetadataPolicy.Keep }).Bytes.AsSpan().IndexOf(secret));
    }

    [Fact]
    public void Animations_stay_animations_where_the_format_has_them()
    {
        var source = GifFile.Write(Pictures.Animation(6), [10, 20, 30, 40, 50, 60]);
        Assert.Equal(6, Decoded.Header(Codec.Compress(source).Bytes).Frames);

        var webp = Codec.Compress(source, new CompressionSettings { Format = OutputFormat.WebP });
        Assert.Equal([100, 200, 300, 400, 500, 600], WebPFile.Timing(webp.Bytes).Durations);
        var again = Codec.Compress(
            Codec.Encode(source, new() { Format = ImageFormat.WebP, Quality = 95, AllFrames = true }).Bytes);
        Assert.Equal([100, 200, 300, 400, 500, 600], WebPFile.Timing(again.Bytes).Durations);

        foreach (var still in new[] { OutputFormat.Jpeg, OutputFormat.Png, OutputFormat.Avif })
        {
            Assert.Equal(1, Decoded.Header(Codec.Compress(source, new CompressionSettings { Format = still }).Bytes).Frames);
        }
    }

    [Fact]
    public void An_animated_png_is_kept_since_only_its_first_frame_could_be_written()
    {
        var source = PngFile.With(SourceFiles.Photograph(ImageFormat.Png), ("acTL", [0, 0, 0, 2, 0, 0, 0, 0]));
        Assert.Equal(ImageStatus.KeptOriginal, Codec.Compress(source).Status);
        Assert.Equal(ImageFormat.Jpeg, Codec.Compress(source, new CompressionSettings { Format = OutputFormat.Jpeg }).Format);
    }

    [Fact]
    public void Pages_of_a_tiff_are_kept()
    {
        PixelBuffer[] pages = [Pictures.Photograph(seed: 1), Pictures.Photograph(seed: 2), Pictures.Photograph(seed: 5)];
        var outcome = Codec.Compress(TiffFile.Write(pages));
        Assert.Equal((ImageStatus.Compressed, ImageFormat.Tiff), (outcome.Status, outcome.Format));
        Assert.Equal(3, Decoded.Header(outcome.Bytes).Frames);
        Assert.Equal(1, Decoded.Header(Codec.Compress(TiffFile.Write(pages), new CompressionSettings { Format = OutputFormat.Jpeg }).Bytes).Frames);
    }

    [Fact]
    public void Pages_of_different_sizes_are_refused_with_a_way_out()
    {
        var source = TiffFile.Write([Pictures.Photograph(100, 80), Pictures.Photograph(80, 100)]);
        Assert.Equal(
            new ImageFailure(
                FailureCodes.UnsupportedFormat,
                "The pages of the TIFF file differ in size. Ask for a format such as jpeg, which takes the first page."),
            Codec.Compress(source).Failure);
        Assert.Equal(
            100, Decoded.Header(Codec.Compress(source, new CompressionSettings { Format = OutputFormat.Jpeg }).Bytes).Width);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Tiff_holds_jpeg_or_where_there_is_transparency_deflate(bool bigEndian)
    {
        const int jpeg = 7;
        const int deflate = 8;
        Assert.Equal(jpeg, TiffFile.CompressionOf(Codec.Compress(TiffFile.Write(Pictures.Photograph(), bigEndian)).Bytes));
        Assert.Equal(jpeg, TiffFile.CompressionOf(Codec.Compress(TiffFile.Write(Pictures.Grey(), bigEndian)).Bytes));
        Assert.Equal(deflate, TiffFile.CompressionOf(Codec.Compress(TiffFile.Write(Pictures.CutOut(), bigEndian)).Bytes));
    }

    [Fact]
    public void Cmyk_tiff_becomes_rgb()
    {
        // No ink at all but black where the photograph is dark.
        var cmyk = Pictures.Map(Pictures.Grey(), 4, (from, to) => to[3] = (byte)(255 - from[0]));
        var outcome = Codec.Compress(TiffFile.WriteCmyk(cmyk), new CompressionSettings { Format = OutputFormat.Jpeg });
        Assert.Equal(3, JpegFile.Components(outcome.Bytes));
        Assert.InRange(Decoded.Likeness(Pictures.Grey(), Decoded.Stored(outcome.Bytes)), 14, double.PositiveInfinity);
    }

    [Fact]
    public void Settings_out_of_range_are_the_callers_mistake() =>
        Assert.Throws<ArgumentException>(
            () => Codec.Compress(SourceFiles.Photograph(ImageFormat.Jpeg), new CompressionSettings { Quality = 0 }));
}
