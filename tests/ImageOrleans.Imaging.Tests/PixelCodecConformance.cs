using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Imaging.Tests.Files;

namespace ImageOrleans.Imaging.Tests;

/// <summary>
/// What every pixel codec has to do. What one of them cannot do it must refuse in so many words, which is asserted in place of
/// the result: nothing is skipped.
/// </summary>
public abstract partial class PixelCodecConformance
{
    protected static readonly ImageFailure AnimationRefused = new(
        FailureCodes.UnsupportedFormat,
        "The image is animated, and animations cannot be written here. Ask for a format such as jpeg, which takes the first frame.");

    protected static readonly ImageFailure MetadataRefused = new(
        FailureCodes.UnsupportedFormat, "Metadata cannot be kept here. Ask for it to be stripped.");

    private static readonly ImageFormat[] AllFormats = Enum.GetValues<ImageFormat>();

    public static TheoryData<ImageFormat, ImageFormat> EveryPair
    {
        get
        {
            var pairs = new TheoryData<ImageFormat, ImageFormat>();
            foreach (var from in AllFormats)
            {
                foreach (var to in AllFormats)
                {
                    pairs.Add(from, to);
                }
            }

            return pairs;
        }
    }

    public static TheoryData<ImageFormat> EveryFormat => [.. AllFormats];

    /// <summary>The codec that is tested.</summary>
    protected abstract IPixelCodec Codec { get; }

    protected abstract IReadOnlySet<ImageFormat> Readable { get; }

    protected abstract IReadOnlySet<ImageFormat> Writable { get; }

    /// <summary>Whether it writes all frames of an animation.</summary>
    protected abstract bool Animates { get; }

    /// <summary>Whether it writes profiles, orientation tags and other metadata.</summary>
    protected abstract bool WritesMetadata { get; }

    [Fact]
    public void It_reads_and_writes_exactly_the_formats_it_is_known_for()
    {
        Assert.Equal(Readable, AllFormats.Where(Codec.CanRead).ToHashSet());
        Assert.Equal(Writable, AllFormats.Where(Codec.CanWrite).ToHashSet());
    }

    [Theory, MemberData(nameof(EveryPair))]
    public void Every_format_becomes_every_other_and_still_looks_the_same(ImageFormat from, ImageFormat to)
    {
        var source = SourceFiles.Photograph(from);
        if (!Readable.Contains(from))
        {
            Assert.Equal(CannotRead(from), Codec.Compress(source).Failure);
            return;
        }

        var (bytes, failure) = Codec.Encode(source, new PixelEncoding { Format = to, Quality = 80 });
        if (!Writable.Contains(to))
        {
            Assert.Equal(CannotWrite(to), failure);
            return;
        }

        Assert.NotNull(bytes);
        Assert.Equal(new ImageHeader(to, 320, 240, 1, 1), Decoded.Header(bytes));

        // GIF has few colours; the rest is lossy at quality 80, grain and all.
        var enough = from == ImageFormat.Gif || to == ImageFormat.Gif ? 20 : 27;
        Assert.InRange(Decoded.Likeness(Decoded.Stored(source), Decoded.Stored(bytes)), enough, double.PositiveInfinity);
    }

    [Theory, MemberData(nameof(EveryFormat))]
    public void Headers_say_width_height_frames_and_orientation(ImageFormat format)
    {
        var source = SourceFiles.Photograph(format);
        if (!Readable.Contains(format))
        {
            Assert.False(Codec.CanRead(format));
            return;
        }

        Assert.True(Codec.TryReadHeader(source, format, out var header, out _));
        Assert.Equal(new ImageHeader(format, 320, 240, 1, 1), header);
    }

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.WebP)]
    [InlineData(ImageFormat.Avif)]
    [InlineData(ImageFormat.Tiff)]
    public void Transparency_is_kept_where_the_format_has_it(ImageFormat to)
    {
        var vignette = Pictures.Vignette();
        var (bytes, failure) = Codec.Encode(
            SourceFiles.Of(vignette, ImageFormat.Png), new PixelEncoding { Format = to, Quality = 80 });
        if (!Writable.Contains(to))
        {
            Assert.Equal(CannotWrite(to), failure);
            return;
        }

        var result = Decoded.Stored(bytes);
        Assert.Equal(4, result.Channels);
        for (var i = 3; i < vignette.Bytes.Length; i += 4)
        {
            Assert.InRange(result.Bytes.Span[i], vignette.Bytes.Span[i] - 12, vignette.Bytes.Span[i] + 12);
        }

        Assert.InRange(Decoded.Likeness(vignette, result), 27, double.PositiveInfinity);
    }

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.WebP)]
    [InlineData(ImageFormat.Avif)]
    [InlineData(ImageFormat.Tiff)]
    public void A_cut_out_keeps_its_edges(ImageFormat to)
    {
        var cutOut = Pictures.CutOut();
        var (bytes, failure) = Codec.Encode(SourceFiles.Of(cutOut, ImageFormat.Png), new PixelEncoding { Format = to, Quality = 80 });
        if (!Writable.Contains(to))
        {
            Assert.Equal(CannotWrite(to), failure);
            return;
        }

        var result = Decoded.Stored(bytes);
        var differences = Enumerable.Range(0, cutOut.Width * cutOut.Height)
            .Select(i => Math.Abs(cutOut.Bytes.Span[(4 * i) + 3] - result.Bytes.Span[(4 * i) + 3]))
            .ToList();
        Assert.InRange(differences.Max(), 0, 24);
        Assert.InRange(differences.Average(), 0, 0.5);
        Assert.InRange(Decoded.Likeness(cutOut, result), 27, double.PositiveInfinity);
    }

    [Fact]
    public void Transparency_shows_white_where_the_format_has_none()
    {
        var cutOut = Pictures.CutOut();
        var (bytes, _) = Codec.Encode(
            SourceFiles.Of(cutOut, ImageFormat.Png), new PixelEncoding { Format = ImageFormat.Jpeg, Quality = 90 });
        var result = Decoded.Stored(bytes);
        Assert.Equal(3, result.Channels);
        Assert.Equal(0, cutOut.Bytes.Span[3]);
        Assert.Equal((255, 255, 255), (result.Bytes.Span[0], result.Bytes.Span[1], result.Bytes.Span[2]));
        Assert.InRange(Decoded.Likeness(cutOut, result), 30, double.PositiveInfinity);
    }

    [Fact]
    public void A_grey_jpeg_stays_grey()
    {
        var grey = Pictures.Grey();
        var source = SourceFiles.Of(grey, ImageFormat.Jpeg);
        Assert.Equal(1, JpegFile.Components(source));

        var (bytes, _) = Codec.Encode(source, new PixelEncoding { Format = ImageFormat.Jpeg, Quality = 50 });
        Assert.Equal(1, JpegFile.Components(bytes));
        Assert.InRange(Decoded.Likeness(grey, Decoded.Stored(bytes)), 27, double.PositiveInfinity);
    }

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.WebP)]
    [InlineData(ImageFormat.Avif)]
    public void A_grey_png_stays_grey_to_the_eye(ImageFormat to)
    {
        var grey = Pictures.Grey();
        var (bytes, failure) = Codec.Encode(
            SourceFiles.Of(grey, ImageFormat.Png), new PixelEncoding { Format = to, Quality = 80, UsePalette = true });
        if (!Writable.Contains(to))
        {
            Assert.Equal(CannotWrite(to), failure);
            return;
        }

        var result = Decoded.Stored(bytes);
        for (var i = 0; i < result.Width * result.Height; i++)
        {
            var (r, g, b) = Decoded.OnWhite(result, i);
            Assert.InRange(Math.Max(Math.Max(Math.Abs(r - g), Math.Abs(g - b)), Math.Abs(b - r)), 0, 6);
        }

        Assert.InRange(Decoded.Likeness(grey, result), 27, double.PositiveInfinity);
    }

    [Theory]
    [InlineData(1, ImageFormat.Png)]
    [InlineData(2, ImageFormat.Png)]
    [InlineData(3, ImageFormat.Png)]
    [InlineData(4, ImageFormat.Png)]
    [InlineData(3, ImageFormat.Jpeg)]
    [InlineData(4, ImageFormat.WebP)]
    public void Sixteen_bits_become_eight(int channels, ImageFormat to)
    {
        var pixels = channels switch
        {
            1 => Pictures.Grey(),
            2 => Pictures.Map(Pictures.CutOut(), 2, (from, pixel) => (pixel[0], pixel[1]) = (from[1], from[3])),
            3 => Pictures.Photograph(),
            _ => Pictures.CutOut(),
        };
        var (bytes, _) = Codec.Encode(PngFile.SixteenBit(pixels), new PixelEncoding { Format = to, Quality = 90 });
        Assert.NotNull(bytes);
        if (to == ImageFormat.Png)
        {
            Assert.Equal(8, PngFile.Chunks(bytes)[0].Data[8]);
        }

        // Between rounding and cutting off the lower bits there is a difference of one.
        Assert.InRange(Decoded.Likeness(pixels, Decoded.Stored(bytes)), to == ImageFormat.Png ? 44 : 27, double.PositiveInfinity);
    }

    [Fact]
    public void Cmyk_has_the_colours_that_were_meant()
    {
        // Paper, cyan, magenta, yellow, black, red (magenta and yellow), each four blocks wide.
        (byte, byte, byte, byte)[] inks =
            [(0, 0, 0, 0), (255, 0, 0, 0), (0, 255, 0, 0), (0, 0, 255, 0), (0, 0, 0, 255), (0, 255, 255, 0)];
        var (bytes, failure) = Codec.Encode(
            FlatJpeg.Cmyk(24, 4, (x, _) => inks[x / 4]), new PixelEncoding { Format = ImageFormat.Jpeg, Quality = 90 });
        Assert.Null(failure);
        Assert.Equal(3, JpegFile.Components(bytes));

        var result = Decoded.Stored(bytes);
        Assert.Equal((192, 32), (result.Width, result.Height));
        AssertColour(0, red: (255, 255), green: (255, 255), blue: (255, 255));
        AssertColour(1, red: (0, 60), green: (130, 255), blue: (200, 255));
        AssertColour(2, red: (200, 255), green: (0, 60), blue: (100, 255));
        AssertColour(3, red: (200, 255), green: (200, 255), blue: (0, 60));
        AssertColour(4, red: (0, 60), green: (0, 60), blue: (0, 60));
        AssertColour(5, red: (200, 255), green: (0, 60), blue: (0, 60));

        // What a press makes of ink and what a formula makes of it differ, but not in which colour it is.
        void AssertColour(int column, (int Least, int Most) red, (int Least, int Most) green, (int Least, int Most) blue)
        {
            var (r, g, b) = Decoded.OnWhite(result, (16 * result.Width) + (column * 32) + 16);
            Assert.InRange(r, red.Least, red.Most);
            Assert.InRange(g, green.Least, green.Most);
            Assert.InRange(b, blue.Least, blue.Most);
        }
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.WebP)]
    public void The_same_input_gives_the_same_bytes(ImageFormat to)
    {
        var source = SourceFiles.Photograph(ImageFormat.Png);
        var encoding = new PixelEncoding { Format = to, Quality = 50, UsePalette = true };
        Assert.Equal(Codec.Encode(source, encoding).Bytes, Codec.Encode(source, encoding).Bytes);
    }

    protected static ImageFailure CannotRead(ImageFormat format) =>
        new(FailureCodes.UnsupportedFormat, $"{Name(format)} images cannot be read here."
            + (format == ImageFormat.Heif ? " Run ImageOrleans with Imaging:Codec=Libvips and Imaging:Libvips=System, on a machine whose libvips reads HEIC." : ""));

    protected static ImageFailure CannotWrite(ImageFormat format) => new(
        FailureCodes.UnsupportedFormat,
        $"{Name(format)} images cannot be written here. Ask for another format, such as {(format == ImageFormat.Heif ? "avif" : "jpeg")}.");

    private static string Name(ImageFormat format) => format == ImageFormat.WebP ? "WebP" : format.ToString().ToUpperInvariant();
}
