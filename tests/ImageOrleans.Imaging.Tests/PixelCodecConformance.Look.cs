using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Imaging.Tests.Files;

namespace ImageOrleans.Imaging.Tests;

/// <content>What changes how a picture looks: profile, orientation, size.</content>
public abstract partial class PixelCodecConformance
{
    public static TheoryData<int> EveryOrientation => [.. Enumerable.Range(1, 8)];

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.WebP)]
    public void A_profile_is_kept_or_applied_but_never_lost(ImageFormat to)
    {
        var profile = IccProfile.SwappedRgb();
        var source = JpegFile.WithProfile(SourceFiles.Of(Pictures.Quarters(64, 64), ImageFormat.Jpeg), profile);
        var (bytes, failure) = Codec.Encode(source, new PixelEncoding { Format = to, Quality = 90 });
        Assert.Null(failure);
        var written = to switch
        {
            ImageFormat.Jpeg => JpegFile.Profile(bytes),
            ImageFormat.Png => PngFile.Chunks(bytes).Exists(chunk => chunk.Type == "iCCP") ? profile : null,
            _ => WebPFile.Chunk(bytes, "ICCP"),
        };
        var topLeft = Decoded.OnWhite(Decoded.Stored(bytes), 0);
        if (WritesMetadata)
        {
            Assert.Equal(profile, written);
            Assert.True(topLeft.R > 150 && topLeft.G < 90, $"the pixels are as they were, red: {topLeft}");
        }
        else
        {
            Assert.Null(written);
            Assert.True(topLeft.G > 150 && topLeft.R < 90, $"the pixels are as the profile means them, green: {topLeft}");
        }
    }

    [Fact]
    public void A_profile_of_another_colour_space_than_the_pixels_is_dropped()
    {
        var source = JpegFile.WithProfile(SourceFiles.Of(Pictures.Grey(), ImageFormat.Jpeg), IccProfile.SwappedRgb());
        var (bytes, _) = Codec.Encode(source, new PixelEncoding { Format = ImageFormat.Jpeg, Quality = 50 });
        Assert.Null(JpegFile.Profile(bytes));
    }

    [Theory, MemberData(nameof(EveryOrientation))]
    public void A_turned_jpeg_is_shown_the_same_way(int orientation)
    {
        var source = JpegFile.With(
            SourceFiles.Of(Pictures.Quarters(96, 64), ImageFormat.Jpeg),
            ExifBlock.AsSegment(ExifBlock.WithOrientation(orientation)));
        var (bytes, failure) = Codec.Encode(source, new PixelEncoding { Format = ImageFormat.Jpeg, Quality = 80 });
        Assert.Null(failure);
        var header = Decoded.Header(bytes);
        if (WritesMetadata)
        {
            Assert.Equal(new ImageHeader(ImageFormat.Jpeg, 96, 64, 1, orientation), header);
        }
        else
        {
            Assert.Equal(orientation < 5 ? (96, 64, 1) : (64, 96, 1), (header.Width, header.Height, header.Orientation));
        }

        AssertShownAlike(orientation, Decoded.Shown(source), Decoded.Shown(bytes));
    }

    [Theory, MemberData(nameof(EveryOrientation))]
    public void A_picture_can_be_turned_upright(int orientation)
    {
        var source = JpegFile.With(
            SourceFiles.Of(Pictures.Quarters(96, 64), ImageFormat.Jpeg),
            ExifBlock.AsSegment(ExifBlock.WithOrientation(orientation)));
        var (bytes, _) = Codec.Encode(source, new PixelEncoding { Format = ImageFormat.WebP, Quality = 80, TurnUpright = true });
        var (width, height) = orientation < 5 ? (96, 64) : (64, 96);
        Assert.Equal(new ImageHeader(ImageFormat.WebP, width, height, 1, 1), Decoded.Header(bytes));
        AssertShownAlike(orientation, Decoded.Shown(source), Decoded.Shown(bytes));
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg, 320, 240, 100, 75)]
    [InlineData(ImageFormat.Jpeg, 1000, 700, 333, 233)]
    [InlineData(ImageFormat.Jpeg, 640, 480, 639, 479)]
    [InlineData(ImageFormat.Png, 320, 240, 107, 80)]
    [InlineData(ImageFormat.Png, 240, 320, 1, 1)]
    [InlineData(ImageFormat.WebP, 500, 400, 50, 40)]
    [InlineData(ImageFormat.WebP, 301, 257, 151, 129)]
    public void A_picture_is_reduced_to_the_size_that_is_asked(
        ImageFormat format, int width, int height, int toWidth, int toHeight)
    {
        var pixels = Pictures.Photograph(width, height);
        var source = SourceFiles.Of(pixels, format);
        var (bytes, _) = Codec.Encode(
            source, new PixelEncoding { Format = format, Quality = 90, Size = new PixelSize(toWidth, toHeight) });
        Assert.Equal(new ImageHeader(format, toWidth, toHeight, 1, 1), Decoded.Header(bytes));
        Assert.InRange(
            Decoded.Likeness(BoxAverage(pixels, toWidth, toHeight), Decoded.Stored(bytes)), 25, double.PositiveInfinity);
    }

    [Fact]
    public void Reducing_does_not_bleed_colours_from_under_transparent_pixels()
    {
        // Opaque white left of transparent black; a careless average is grey where they meet.
        var pixels = new PixelBuffer(64, 64, 4);
        for (var y = 0; y < 64; y++)
        {
            pixels.Row(y)[..(4 * 33)].Fill(255);
        }

        var encoding = new PixelEncoding { Format = ImageFormat.Png, Quality = 100, Size = new PixelSize(16, 16) };
        var (bytes, _) = Codec.Encode(SourceFiles.Of(pixels, ImageFormat.Png), encoding);
        var result = Decoded.Stored(bytes);
        for (var i = 0; i < 256; i++)
        {
            var pixel = result.Bytes.Span.Slice(4 * i, 4);
            Assert.True(pixel[3] < 16 || pixel[0] > 235, $"pixel {i} is {pixel[0]} at opacity {pixel[3]}");
        }
    }

    [Fact]
    public void Jpeg_halves_its_colours_below_quality_90_and_not_above()
    {
        var source = SourceFiles.Photograph(ImageFormat.Png);
        Assert.Equal(
            0x22, JpegFile.Sampling(Codec.Encode(source, new PixelEncoding { Format = ImageFormat.Jpeg, Quality = 89 }).Bytes));
        Assert.Equal(
            0x11, JpegFile.Sampling(Codec.Encode(source, new PixelEncoding { Format = ImageFormat.Jpeg, Quality = 90 }).Bytes));
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.WebP)]
    [InlineData(ImageFormat.Avif)]
    public void Lower_quality_gives_fewer_bytes(ImageFormat to)
    {
        if (!Writable.Contains(to))
        {
            Assert.False(Codec.CanWrite(to));
            return;
        }

        var source = SourceFiles.Photograph(ImageFormat.Png);
        int[] qualities = [10, 50, 90];
        var encodings = qualities.Select(quality => new PixelEncoding { Format = to, Quality = quality });
        int[] sizes = [.. encodings.Select(encoding => Codec.Encode(source, encoding).Bytes!.Length)];
        Assert.True(sizes[0] < sizes[1] && sizes[1] < sizes[2], string.Join(" < ", sizes));
    }

    private static void AssertShownAlike(int orientation, PixelBuffer source, PixelBuffer result)
    {
        Assert.InRange(Decoded.Likeness(source, result), 24, double.PositiveInfinity);

        // By the EXIF standard, where the stored top left quarter is shown: independent of anybody's turning.
        var corner = orientation switch { 1 or 5 => 0, 2 or 6 => 1, 4 or 8 => 2, _ => 3 };
        var (r, g, b) = Pictures.QuarterColours[0];
        var x = (result.Width / 4) + (corner % 2 * result.Width / 2);
        var y = (result.Height / 4) + (corner / 2 * result.Height / 2);
        var shown = Decoded.OnWhite(result, (y * result.Width) + x);
        Assert.InRange(Math.Abs(shown.R - r) + Math.Abs(shown.G - g) + Math.Abs(shown.B - b), 0, 60);
    }

    /// <summary>The picture reduced by averaging the pixels that fall into each new one.</summary>
    private static PixelBuffer BoxAverage(PixelBuffer source, int width, int height)
    {
        var result = new PixelBuffer(width, height, source.Channels);
        for (var y = 0; y < height; y++)
        {
            var (top, bottom) = Share(y, height, source.Height);
            for (var x = 0; x < width; x++)
            {
                var (left, right) = Share(x, width, source.Width);
                for (var channel = 0; channel < source.Channels; channel++)
                {
                    var sum = 0;
                    for (var row = top; row < bottom; row++)
                    {
                        for (var column = left; column < right; column++)
                        {
                            sum += source.Row(row)[(column * source.Channels) + channel];
                        }
                    }

                    result.Row(y)[(x * source.Channels) + channel] = (byte)(sum / ((bottom - top) * (right - left)));
                }
            }
        }

        return result;

        static (int From, int To) Share(int position, int count, int length) =>
            (position * length / count, Math.Max((position + 1) * length / count, (position * length / count) + 1));
    }
}
