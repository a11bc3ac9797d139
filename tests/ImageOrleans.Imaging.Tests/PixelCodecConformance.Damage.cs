using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Tests.Files;

namespace ImageOrleans.Imaging.Tests;

/// <content>Files that are cut short, damaged, or nothing of the kind.</content>
public abstract partial class PixelCodecConformance
{
    [Theory, MemberData(nameof(EveryFormat))]
    public void A_file_cut_short_anywhere_is_damaged(ImageFormat format)
    {
        if (!Readable.Contains(format))
        {
            Assert.False(Codec.CanRead(format));
            return;
        }

        // Of a JPEG file browsers show what there is.
        var shares = format == ImageFormat.Jpeg ? new[] { 0.01 } : [0.01, 0.1, 0.25, 0.5, 0.75, 0.9];
        var whole = SourceFiles.Photograph(format);
        foreach (var share in shares)
        {
            var outcome = Codec.Compress(
                whole.AsSpan(0, (int)(whole.Length * share)), new CompressionSettings { Format = OutputFormat.Jpeg });
            Assert.Equal((share, ImageStatus.Failed), (share, outcome.Status));
            Assert.Equal((share, Damaged(format)), (share, outcome.Failure));
        }
    }

    [Theory, InlineData(0.25), InlineData(0.5), InlineData(0.9)]
    public void Of_a_jpeg_file_cut_short_there_is_what_it_shows(double share)
    {
        var whole = SourceFiles.Photograph(ImageFormat.Jpeg);
        var cut = whole.AsSpan(0, (int)(whole.Length * share));
        foreach (var settings in new CompressionSettings[] { new(), new() { Format = OutputFormat.WebP, Quality = 20 } })
        {
            var outcome = Codec.Compress(cut, settings);
            Assert.Equal(ImageStatus.Compressed, outcome.Status);
            Assert.InRange(Decoded.Likeness(Decoded.Stored(cut), Decoded.Stored(outcome.Bytes)), 25, 100);
        }
    }

    [Fact]
    public void A_jpeg_file_with_nothing_to_show_is_damaged()
    {
        var whole = SourceFiles.Photograph(ImageFormat.Jpeg);
        var scan = whole.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        var data = scan + 2 + whole[scan + 3];
        Assert.Equal(Damaged(ImageFormat.Jpeg), Codec.Compress(whole.AsSpan(0, data)).Failure);
        Assert.Equal(Damaged(ImageFormat.Jpeg), Codec.Compress([.. whole.AsSpan(0, data), 0xFF, 0xD9]).Failure);
    }

    [Fact]
    public void A_png_with_a_wrong_checksum_is_damaged()
    {
        var file = SourceFiles.Photograph(ImageFormat.Png).ToArray();
        file[file.Length / 2] ^= 0x10;
        Assert.Equal(Damaged(ImageFormat.Png), Codec.Compress(file).Failure);
    }

    [Theory, MemberData(nameof(EveryFormat))]
    public void A_file_that_is_rubbish_after_its_first_bytes_is_damaged(ImageFormat format)
    {
        if (!Readable.Contains(format))
        {
            Assert.False(Codec.CanRead(format));
            return;
        }

        // WebP has no checksums: behind its frame header everything is a picture.
        var file = SourceFiles.Photograph(format).ToArray();
        new Random(7).NextBytes(file.AsSpan(format == ImageFormat.WebP ? 20 : 48));
        var outcome = Codec.Compress(file, new CompressionSettings { Format = OutputFormat.Jpeg });
        Assert.Equal(ImageStatus.Failed, outcome.Status);
        Assert.Contains(
            outcome.Code, new[] { FailureCodes.CorruptImage, FailureCodes.UnsupportedFormat, FailureCodes.TooManyPixels });
    }

    [Theory, MemberData(nameof(EveryFormat))]
    public void Whatever_bit_is_wrong_there_is_an_outcome(ImageFormat format)
    {
        if (!Readable.Contains(format))
        {
            Assert.False(Codec.CanRead(format));
            return;
        }

        var random = new Random((int)format + 1);
        var pixels = Pictures.Photograph(48, 40);
        var whole = SourceFiles.Of(pixels, format);
        var failed = 0;
        for (var trial = 0; trial < 60; trial++)
        {
            var file = whole.ToArray();
            for (var bit = 0; bit < 1 + (trial % 5); bit++)
            {
                file[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
            }

            var outcome = Codec.Compress(file, new CompressionSettings { Format = OutputFormat.Jpeg });
            failed += outcome.Status == ImageStatus.Failed ? 1 : 0;
        }

        Assert.InRange(failed, 1, 60);
    }

    [Fact]
    public void Bytes_after_the_end_of_a_jpeg_do_no_harm()
    {
        // Cameras and editors append previews, films, or padding.
        var source = SourceFiles.Photograph(ImageFormat.Jpeg);
        byte[] padded = [.. source, .. new byte[3000], .. source];
        var outcome = Codec.Compress(padded);
        Assert.Equal(ImageStatus.Compressed, outcome.Status);
        Assert.Equal(Codec.Compress(source).Bytes, outcome.Bytes);
    }

    protected static ImageFailure Damaged(ImageFormat format) =>
        new(FailureCodes.CorruptImage, $"The {Name(format)} file is damaged or cut short.");
}
