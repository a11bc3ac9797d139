using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Imaging.Tests.Files;

namespace ImageOrleans.Imaging.Tests;

/// <content>Metadata, stripped and kept; animations.</content>
public abstract partial class PixelCodecConformance
{
    private const string XmpSecret = "Secret Photographer";
    private const string CommentSecret = "Secret Comment";

    private static readonly byte[] Xmp =
        [.. "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description "u8,
            .. "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" dc:creator=\"Secret Photographer\"/></rdf:RDF></x:xmpmeta>"u8];

    private static byte[] JpegWithSecrets => JpegFile.With(
        SourceFiles.Photograph(ImageFormat.Jpeg),
        ExifBlock.AsSegment(ExifBlock.WithSecrets(orientation: 1)),
        (JpegFile.App1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Xmp]),
        (JpegFile.Comment, System.Text.Encoding.ASCII.GetBytes(CommentSecret)));

    private static byte[] PngWithSecrets => PngFile.With(
        SourceFiles.Photograph(ImageFormat.Png),
        ("eXIf", ExifBlock.WithSecrets(orientation: 1)),
        ("tEXt", [.. "Comment\0"u8, .. System.Text.Encoding.ASCII.GetBytes(CommentSecret)]),
        ("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Xmp]));

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.WebP)]
    [InlineData(ImageFormat.Avif)]
    [InlineData(ImageFormat.Tiff)]
    public void Stripped_metadata_is_gone(ImageFormat to)
    {
        foreach (var source in new[] { JpegWithSecrets, PngWithSecrets })
        {
            Assert.True(Holds(source, ExifBlock.Secret) && Holds(source, XmpSecret) && Holds(source, CommentSecret));
            var (bytes, failure) = Codec.Encode(
                source, new PixelEncoding { Format = to, Quality = 80, TurnUpright = to == ImageFormat.Avif });
            if (!Writable.Contains(to))
            {
                Assert.Equal(CannotWrite(to), failure);
                continue;
            }

            Assert.False(Holds(bytes!, ExifBlock.Secret) || Holds(bytes!, XmpSecret) || Holds(bytes!, "Secret"));
            Assert.False(Holds(bytes!, "Exif") || Holds(bytes!, "eXIf") || Holds(bytes!, "EXIF"), "no EXIF block at all");
        }
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.WebP)]
    public void Beside_an_orientation_or_a_profile_the_rest_is_stripped_all_the_same(ImageFormat format)
    {
        var turned = JpegFile.WithProfile(
            JpegFile.With(
                SourceFiles.Of(Pictures.Quarters(96, 64), ImageFormat.Jpeg),
                ExifBlock.AsSegment(ExifBlock.WithSecrets(orientation: 6)),
                (JpegFile.App1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Xmp])),
            IccProfile.SwappedRgb());
        var (bytes, _) = Codec.Encode(turned, new PixelEncoding { Format = format, Quality = 80 });
        Assert.False(Holds(bytes!, "Secret"));
        Assert.Equal(WritesMetadata ? 6 : 1, Decoded.Header(bytes).Orientation);
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.WebP)]
    [InlineData(ImageFormat.Avif)]
    public void Kept_metadata_is_there(ImageFormat to)
    {
        foreach (var source in new[] { JpegWithSecrets, PngWithSecrets })
        {
            var (bytes, failure) = Codec.Encode(
                source, new PixelEncoding { Format = to, Quality = 80, Metadata = MetadataPolicy.Keep });
            if (!Writable.Contains(to))
            {
                Assert.Equal(CannotWrite(to), failure);
            }
            else if (!WritesMetadata)
            {
                Assert.Equal(MetadataRefused, failure);
            }
            else
            {
                Assert.True(Holds(bytes!, ExifBlock.Secret), "EXIF");
                Assert.True(Holds(to == ImageFormat.Png ? PngFile.Text(bytes, "XML:com.adobe.xmp") : bytes, XmpSecret), "XMP");
            }
        }
    }

    [Fact]
    public void A_kept_orientation_is_not_applied_twice()
    {
        var source = JpegFile.With(
            SourceFiles.Of(Pictures.Quarters(96, 64), ImageFormat.Jpeg),
            ExifBlock.AsSegment(ExifBlock.WithSecrets(orientation: 6)));
        var encoding = new PixelEncoding { Format = ImageFormat.WebP, Quality = 80, Metadata = MetadataPolicy.Keep, TurnUpright = true };
        var (bytes, failure) = Codec.Encode(source, encoding);
        if (!WritesMetadata)
        {
            Assert.Equal(MetadataRefused, failure);
            return;
        }

        Assert.True(Holds(bytes!, ExifBlock.Secret));
        Assert.Equal(new ImageHeader(ImageFormat.WebP, 64, 96, 1, 1), Decoded.Header(bytes));
    }

    [Fact]
    public void Animated_gifs_keep_frames_delays_and_loops()
    {
        var source = GifFile.Write(Pictures.Animation(5), [10, 20, 30, 40, 50], loops: 3);
        Assert.True(Codec.TryReadHeader(source, ImageFormat.Gif, out var header, out _));
        Assert.Equal(new ImageHeader(ImageFormat.Gif, 96, 64, 5, 1), header);

        var (gif, gifFailure) = Codec.Encode(
            source, new PixelEncoding { Format = ImageFormat.Gif, Quality = 90, AllFrames = true });
        var (webp, webpFailure) = Codec.Encode(
            source, new PixelEncoding { Format = ImageFormat.WebP, Quality = 80, AllFrames = true });
        if (!Animates)
        {
            Assert.Equal(CannotWrite(ImageFormat.Gif), gifFailure);
            Assert.Equal(AnimationRefused, webpFailure);
            return;
        }

        Assert.Equal(new ImageHeader(ImageFormat.Gif, 96, 64, 5, 1), Decoded.Header(gif));
        var (delays, loops) = GifFile.Timing(gif);
        Assert.Equal([10, 20, 30, 40, 50], delays);
        Assert.Equal(GifFile.Timing(source).Loops, loops);

        Assert.Equal(new ImageHeader(ImageFormat.WebP, 96, 64, 5, 1), Decoded.Header(webp));
        Assert.Equal([100, 200, 300, 400, 500], WebPFile.Timing(webp).Durations);

        // Three repetitions after the first showing, in GIF's counting; WebP counts the showings.
        Assert.Equal(4, WebPFile.Timing(webp).Loops);
    }

    [Fact]
    public void Of_an_animation_the_first_frame_becomes_a_still_picture()
    {
        var frames = Pictures.Animation(5);
        var source = GifFile.Write(frames, [10, 20, 30, 40, 50]);
        var (bytes, _) = Codec.Encode(source, new PixelEncoding { Format = ImageFormat.Jpeg, Quality = 90 });
        Assert.Equal(new ImageHeader(ImageFormat.Jpeg, 96, 64, 1, 1), Decoded.Header(bytes));
        var toFirst = Decoded.Likeness(frames[0], Decoded.Stored(bytes));
        var toLast = Decoded.Likeness(frames[4], Decoded.Stored(bytes));
        Assert.True(toFirst > 20 && toFirst > toLast + 2, $"{toFirst} dB to the first frame, {toLast} to the last");
    }

    [Fact]
    public void Animations_are_reduced_frame_by_frame()
    {
        var source = GifFile.Write(Pictures.Animation(4), [10, 10, 10, 10]);
        var encoding = new PixelEncoding { Format = ImageFormat.WebP, Quality = 80, AllFrames = true, Size = new PixelSize(48, 32) };
        var (bytes, failure) = Codec.Encode(source, encoding);
        if (!Animates)
        {
            Assert.Equal(AnimationRefused, failure);
            return;
        }

        Assert.Equal(new ImageHeader(ImageFormat.WebP, 48, 32, 4, 1), Decoded.Header(bytes));
    }

    private static bool Holds(ReadOnlySpan<byte> file, string text) =>
        file.IndexOf(System.Text.Encoding.ASCII.GetBytes(text)) >= 0;
}
