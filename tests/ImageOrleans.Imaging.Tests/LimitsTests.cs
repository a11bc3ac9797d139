using System.IO.Compression;
using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Libvips;
using ImageOrleans.Imaging.Tests.Files;

namespace ImageOrleans.Imaging.Tests;

/// <summary>What is refused before any pixel is decoded.</summary>
[Collection(nameof(Alone))]
public sealed class LimitsTests
{
    private static readonly LibvipsCodec Codec = TestLibvips.Codec;

    public static TheoryData<ImageFormat> Formats => [.. TestLibvips.Formats];

    [Fact]
    public void No_bytes_are_an_empty_body() =>
        Assert.Equal(new ImageFailure(FailureCodes.EmptyBody, "The file is empty."), Codec.Compress([]).Failure);

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x0A)]
    [InlineData(0x41)]
    [InlineData(0x89)]
    [InlineData(0xFF)]
    public void One_byte_is_no_image(byte value) => Assert.Equal(FailureCodes.NotAnImage, Codec.Compress([value]).Code);

    [Fact]
    public void Random_bytes_are_no_image()
    {
        var random = new Random(42);
        for (var trial = 0; trial < 200; trial++)
        {
            var bytes = new byte[random.Next(2, 5000)];
            random.NextBytes(bytes);

            // Two bytes are enough for JPEG XL, and for gzip: so little is random.
            Assert.Contains(Codec.Compress(bytes).Code, new[] { FailureCodes.NotAnImage, FailureCodes.UnsupportedFormat });
        }
    }

    [Theory]
    [InlineData("ffd8ff", ImageFormat.Jpeg)]
    [InlineData("ffd8ffe000104a46494600010100", ImageFormat.Jpeg)]
    [InlineData("89504e470d0a1a0a", ImageFormat.Png)]
    [InlineData("474946383961", ImageFormat.Gif)]
    [InlineData("474946383961ffffffff", ImageFormat.Gif)]
    [InlineData("524946460000000057454250", ImageFormat.WebP)]
    [InlineData("49492a0008000000", ImageFormat.Tiff)]
    [InlineData("4d4d002a00000008", ImageFormat.Tiff)]
    public void A_signature_alone_is_a_damaged_file(string hex, ImageFormat format)
    {
        var outcome = Codec.Compress(Convert.FromHexString(hex));
        Assert.Equal(FailureCodes.CorruptImage, outcome.Code);
        Assert.Contains(
            format == ImageFormat.WebP ? "WebP" : format.ToString().ToUpperInvariant(),
            outcome.Failure!.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_coding_in_a_known_container_is_unsupported()
    {
        // An HEIF file by its brand, with JPEG 2000 or anything else inside.
        byte[] file = [0, 0, 0, 24, .. "ftypavis"u8, 0, 0, 0, 0, .. "avismsf1"u8, .. new byte[64]];
        Assert.Equal(
            new ImageFailure(FailureCodes.UnsupportedFormat, "The AVIF file is coded in a way that cannot be read here."),
            Codec.Compress(file).Failure);
    }

    [Fact]
    public void More_bytes_than_the_limit_are_not_looked_at()
    {
        var source = SourceFiles.Photograph(ImageFormat.Jpeg);
        Assert.Equal(
            ImageStatus.Compressed,
            Codec.Compress(source, options: new ImagingOptions { MaxSourceBytes = source.Length }).Status);
        Assert.Equal(
            new ImageFailure(
                FailureCodes.TooLarge, $"The file has {source.Length:N0} bytes; the limit is {source.Length - 1:N0}."),
            Codec.Compress(source, options: new ImagingOptions { MaxSourceBytes = source.Length - 1 }).Failure);
    }

    [Theory, MemberData(nameof(Formats))]
    public void More_pixels_than_the_limit_are_refused_in_every_format(ImageFormat format)
    {
        var source = SourceFiles.Photograph(format);
        Assert.Equal(
            ImageStatus.Compressed, Codec.Compress(source, options: new ImagingOptions { MaxPixels = 320 * 240 }).Status);
        Assert.Equal(
            new ImageFailure(FailureCodes.TooManyPixels, "The image has 76,800 pixels (320 × 240); the limit is 76,799."),
            Codec.Compress(source, options: new ImagingOptions { MaxPixels = (320 * 240) - 1 }).Failure);
    }

    [Fact]
    public void The_pixels_of_all_frames_count()
    {
        var source = GifFile.Write(Pictures.Animation(5), [10, 10, 10, 10, 10]);
        Assert.Equal(
            ImageStatus.Compressed, Codec.Compress(source, options: new ImagingOptions { MaxPixels = 96 * 64 * 5 }).Status);
        Assert.Equal(
            new ImageFailure(
                FailureCodes.TooManyPixels, "The image has 30,720 pixels (96 × 64 × 5 frames); the limit is 30,719."),
            Codec.Compress(source, options: new ImagingOptions { MaxPixels = (96 * 64 * 5) - 1 }).Failure);
    }

    [Fact]
    public void More_frames_than_the_limit_are_refused()
    {
        var source = GifFile.Write(Pictures.Animation(5), [10, 10, 10, 10, 10]);
        Assert.Equal(ImageStatus.Compressed, Codec.Compress(source, options: new ImagingOptions { MaxFrames = 5 }).Status);
        Assert.Equal(
            new ImageFailure(FailureCodes.TooManyFrames, "The image has 5 frames; the limit is 4."),
            Codec.Compress(source, options: new ImagingOptions { MaxFrames = 4 }).Failure);
    }

    [Theory]
    [InlineData(60_000, 60_000)]
    [InlineData(1_000_000, 101)]
    public void A_png_that_only_says_it_is_huge_is_refused_by_its_header(int width, int height)
    {
        var file = PngFile.FromChunks([("IHDR", PngFile.Header(width, height, 8, 6)), ("IDAT", [1, 2, 3]), ("IEND", [])]);
        var before = VipsMemory.Highwater();
        var outcome = Codec.Compress(file);
        Assert.Equal(FailureCodes.TooManyPixels, outcome.Code);
        Assert.InRange(VipsMemory.Highwater() - before, 0, 16 << 20);
    }

    [Fact]
    public void Sides_that_no_png_has_are_an_outcome_too() => Assert.Equal(
        FailureCodes.CorruptImage,
        Codec.Compress(PngFile.FromChunks([("IHDR", PngFile.Header(int.MaxValue, int.MaxValue, 8, 6)), ("IDAT", [1]), ("IEND", [])])).Code);

    [Fact]
    public void A_decompression_bomb_is_refused_by_its_header()
    {
        // 20,000 × 20,000 black pixels: 400 MB or more once decoded.
        var file = PngFile.FromRows(20_000, 20_000, 1, 0, Enumerable.Repeat(new byte[1 + (20_000 / 8)], 20_000));
        Assert.InRange(file.Length, 1, 100_000);
        var before = VipsMemory.Highwater();
        Assert.Equal(FailureCodes.TooManyPixels, Codec.Compress(file).Code);
        Assert.InRange(VipsMemory.Highwater() - before, 0, 16 << 20);
    }

    [Fact]
    public void A_png_too_large_for_a_palette_is_never_whole_in_memory()
    {
        // 26 million pixels; a palette needs 4 bytes for each.
        const long whole = 5200 * 5000 * 4L;
        var file = PngFile.FromRows(5200, 5000, 8, 0, Enumerable.Repeat(new byte[1 + 5200], 5000));
        Assert.InRange(VipsMemory.Highwater(), 0, whole / 2);
        Assert.NotEqual(ImageStatus.Failed, Codec.Compress(file).Status);
        Assert.InRange(VipsMemory.Highwater(), 0, whole / 2);
    }

    [Fact]
    public void A_compressed_text_that_explodes_does_no_harm()
    {
        var text = new MemoryStream();
        using (var zlib = new ZLibStream(text, CompressionLevel.Optimal, leaveOpen: true))
        {
            var megabyte = new byte[1 << 20];
            for (var i = 0; i < 200; i++)
            {
                zlib.Write(megabyte);
            }
        }

        var file = PngFile.With(SourceFiles.Photograph(ImageFormat.Png), ("zTXt", [.. "Comment\0\0"u8, .. text.ToArray()]));
        Assert.InRange(file.Length, 1, 400_000);
        var outcome = Codec.Compress(file);
        Assert.True(outcome.Status == ImageStatus.Compressed || outcome.Code == FailureCodes.CorruptImage);
        Assert.InRange(VipsMemory.Current(), 0, 64 << 20);
    }
}
