using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Imaging.Tests.Files;

namespace ImageOrleans.Imaging.Tests;

public sealed class ThumbnailMakerTests
{
    private static readonly Lazy<IPixelCodec> Libvips = new(() => TestLibvips.Codec);

    public static TheoryData<ImageFormat> Formats => [.. TestLibvips.Formats];

    [Theory, MemberData(nameof(Formats))]
    public void Every_stored_format_has_a_thumbnail_that_looks_like_it(ImageFormat format)
    {
        var source = SourceFiles.Photograph(format);

        var thumbnail = Make(source, 192);

        Assert.Equal(new ImageHeader(ImageFormat.WebP, 192, 144, 1, 1), Decoded.Header(thumbnail));
        var (reduced, _) = TestLibvips.Codec.Encode(
            source, new PixelEncoding { Format = ImageFormat.Png, Quality = 100, Size = new PixelSize(192, 144) });
        Assert.InRange(Decoded.Likeness(Decoded.Stored(reduced), Decoded.Stored(thumbnail)), 25, 100);
    }

    [Theory]
    [InlineData(96)]
    [InlineData(192)]
    [InlineData(384)]
    public void A_tall_picture_fits_into_the_square(int side)
    {
        var thumbnail = Make(SourceFiles.Of(Pictures.Photograph(300, 900), ImageFormat.Jpeg), side);

        Assert.Equal(new ImageHeader(ImageFormat.WebP, side / 3, side, 1, 1), Decoded.Header(thumbnail));
    }

    [Fact]
    public void A_small_picture_keeps_its_size() =>
        Assert.Equal(new ImageHeader(ImageFormat.WebP, 64, 48, 1, 1), Decoded.Header(Make(SourceFiles.Of(Pictures.Photograph(64, 48), ImageFormat.Png), 96)));

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void A_turned_picture_is_upright(int orientation)
    {
        var source = JpegFile.With(
            SourceFiles.Of(Pictures.Quarters(480, 320), ImageFormat.Jpeg), ExifBlock.AsSegment(ExifBlock.WithOrientation(orientation)));

        var thumbnail = Decoded.Stored(Make(source, 96));

        var shown = Decoded.Shown(source);
        Assert.Equal(shown.Width > shown.Height ? (96, 64) : (64, 96), (thumbnail.Width, thumbnail.Height));
        var (r1, g1, b1) = Decoded.OnWhite(shown, 0);
        var (r2, g2, b2) = Decoded.OnWhite(thumbnail, 0);
        Assert.InRange(Math.Max(Math.Abs(r1 - r2), Math.Max(Math.Abs(g1 - g2), Math.Abs(b1 - b2))), 0, 20);
    }

    [Fact]
    public void Transparency_stays()
    {
        var thumbnail = Decoded.Stored(Make(SourceFiles.Of(Pictures.CutOut(), ImageFormat.Png), 96));

        Assert.Equal(4, thumbnail.Channels);
        Assert.Equal(0, thumbnail.Bytes.Span[3]);
    }

    [Fact]
    public void An_animation_is_shown_by_its_first_frame()
    {
        var frames = Pictures.Animation(5);

        var thumbnail = Make(GifFile.Write(frames, [10, 10, 10, 10, 10]), 384);

        Assert.InRange(Decoded.Likeness(frames[0], Decoded.Stored(thumbnail)), 25, 100);
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.WebP)]
    [InlineData(ImageFormat.Gif)]
    public void Formats_that_SkiaSharp_reads_need_no_other_codec(ImageFormat format)
    {
        var codec = new Lazy<IPixelCodec>(() => throw new InvalidOperationException("not needed"));

        Assert.True(new ThumbnailMaker(new ImagingOptions(), codec).TryMake(SourceFiles.Photograph(format), 96, out var thumbnail, out _));
        thumbnail.Dispose();
    }

    [Fact]
    public void What_is_no_image_or_too_large_has_none()
    {
        var maker = new ThumbnailMaker(new ImagingOptions { MaxPixels = (320 * 240) - 1 }, Libvips);

        Assert.False(maker.TryMake("<html>"u8, 96, out _, out var failure));
        Assert.Equal(FailureCodes.NotAnImage, failure.Code);
        Assert.False(maker.TryMake(SourceFiles.Photograph(ImageFormat.Jpeg), 96, out _, out failure));
        Assert.Equal(FailureCodes.TooManyPixels, failure.Code);
        Assert.False(maker.TryMake(SourceFiles.Of(Pictures.Photograph(64, 48), ImageFormat.Png).AsSpan(0, 100), 96, out _, out failure));
        Assert.Equal(FailureCodes.CorruptImage, failure.Code);
    }

    private static byte[] Make(byte[] source, int side)
    {
        Assert.True(new ThumbnailMaker(new ImagingOptions(), Libvips).TryMake(source, side, out var thumbnail, out var failure), failure?.Message);
        using (thumbnail)
        {
            return thumbnail.Bytes.ToArray();
        }
    }
}
