using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Imaging.Tests.Files;

namespace ImageOrleans.Imaging.Tests;

public sealed class ThumbnailMakerTests
{
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

    [Fact]
    public void A_grey_picture_and_one_that_is_cut_short_show_what_there_is()
    {
        var grey = Decoded.Stored(Make(SourceFiles.Of(Pictures.Grey(640, 480), ImageFormat.Jpeg), 96));
        var whole = SourceFiles.Of(Pictures.Photograph(640, 480), ImageFormat.Jpeg);
        var cut = Decoded.Stored(Make(whole[..(whole.Length / 2)], 96));

        Assert.InRange(Decoded.Likeness(Decoded.Stored(Make(SourceFiles.Of(Pictures.Grey(96, 72), ImageFormat.Png), 96)), grey), 25, 100);
        Assert.Equal((96, 72), (cut.Width, cut.Height));
        var top = Decoded.OnWhite(Decoded.Stored(Make(whole, 96)), 48);
        var topOfCut = Decoded.OnWhite(cut, 48);
        Assert.InRange(Math.Abs(top.G - topOfCut.G), 0, 12);
    }

    [Fact]
    public void A_large_picture_that_can_not_be_reduced_while_it_is_decoded_goes_through_the_other_codec()
    {
        var large = new PixelBuffer(5000, 4000, 1);
        large.Bytes.Span.Fill(90);

        var thumbnail = Make(PngFile.Write(large), 96);

        Assert.Equal(new ImageHeader(ImageFormat.WebP, 96, 77, 1, 1), Decoded.Header(thumbnail));
        Assert.InRange(Decoded.OnWhite(Decoded.Stored(thumbnail), 0).G, 86, 94);
    }

    [Fact]
    public void What_is_no_image_or_too_large_has_none()
    {
        var maker = new ThumbnailMaker(new ImagingOptions { MaxPixels = (320 * 240) - 1 }, TestLibvips.Codec);

        Assert.False(maker.TryMake("<html>"u8, 96, out _, out var failure));
        Assert.Equal(FailureCodes.NotAnImage, failure.Code);
        Assert.False(maker.TryMake(SourceFiles.Photograph(ImageFormat.Jpeg), 96, out _, out failure));
        Assert.Equal(FailureCodes.TooManyPixels, failure.Code);
        Assert.False(maker.TryMake(SourceFiles.Of(Pictures.Photograph(64, 48), ImageFormat.Png).AsSpan(0, 100), 96, out _, out failure));
        Assert.Equal(FailureCodes.CorruptImage, failure.Code);
    }

    private static byte[] Make(byte[] source, int side)
    {
        Assert.True(new ThumbnailMaker(new ImagingOptions(), TestLibvips.Codec).TryMake(source, side, out var thumbnail, out var failure), failure?.Message);
        using (thumbnail)
        {
            return thumbnail.Bytes.ToArray();
        }
    }
}
