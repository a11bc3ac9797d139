using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Jpeg;
using ImageOrleans.Imaging.Tests.Files;

namespace ImageOrleans.Imaging.Tests.Jpeg;

/// <summary>More effort makes smaller files that look alike.</summary>
public sealed class MaxEffortTests : IDisposable
{
    private static readonly JpegTranscodeOptions Max = new() { Effort = CompressionEffort.Max };

    private readonly JpegTranscoder _transcoder = new();

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    public void A_photograph_is_never_larger_than_with_little_effort(int seed)
    {
        var source = SourceFiles.Of(Pictures.Photograph(480, 360, seed), ImageFormat.Jpeg, quality: 95);
        foreach (var quality in (int[])[20, 50, 75, 90, 100])
        {
            var fast = Transcode(source, new JpegTranscodeOptions { Quality = quality });
            var max = Transcode(source, Max with { Quality = quality });
            Assert.True(max.Length <= fast.Length, $"quality {quality}: {max.Length} and {fast.Length} bytes");
        }
    }

    [Fact]
    public void A_small_picture_is_no_larger_either()
    {
        // The headers of its scans would take more than they save.
        var source = SourceFiles.Of(Pictures.Photograph(40, 30), ImageFormat.Jpeg, quality: 95);
        var max = Transcode(source, Max);
        Assert.True(max.Length <= Transcode(source, new JpegTranscodeOptions()).Length);
        Assert.Equal(0xC0, JpegFile.Frame(max).Marker);
        var progressive = Transcode(source, Max with { Progressive = true });
        Assert.Equal(0xC2, JpegFile.Frame(progressive).Marker);
        Assert.Equal(LevelFile.Read(max), LevelFile.Read(progressive));
    }

    [Theory]
    [InlineData(50, 30)]
    [InlineData(90, 36)]
    public void It_looks_like_the_source(int quality, double likeness)
    {
        var source = SourceFiles.Of(Pictures.Photograph(), ImageFormat.Jpeg, quality: 95);
        var result = Transcode(source, Max with { Quality = quality });
        Assert.True(Decoded.Likeness(Decoded.Stored(source), Decoded.Stored(result)) > likeness);
    }

    [Fact]
    public void What_a_coarse_file_has_left_stays_at_high_quality()
    {
        // Its steps are coarse, and an error of one of them is far more than the quality allows.
        var source = SourceFiles.Of(Pictures.Photograph(), ImageFormat.Jpeg, quality: 40);
        var result = Transcode(source, Max with { Quality = 98 });
        Assert.True(Decoded.Likeness(Decoded.Stored(source), Decoded.Stored(result)) > 48);
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(7, 40, false)]
    [InlineData(17, 16, true)]
    public void Odd_sizes_and_gray_pictures_decode(int width, int height, bool isGray)
    {
        var source = SourceFiles.Of(
            isGray ? Pictures.Grey(width, height) : Pictures.Photograph(width, height), ImageFormat.Jpeg, quality: 92);
        var pixels = Decoded.Stored(Transcode(source, Max));
        Assert.Equal((width, height), (pixels.Width, pixels.Height));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 1023)]
    [InlineData(4, 1023)]
    public void Blocks_of_equal_levels_decode(int components, short magnitude)
    {
        var picture = LevelPicture.Make(70, 45, [.. Enumerable.Repeat((1, 1), components)], (random, block) =>
        {
            // A picture cannot have DC levels so large in such steps.
            for (var k = 1; k < 64; k++)
            {
                block[k] = (short)(random.Next(2) == 0 ? -magnitude : magnitude);
            }
        });
        var result = Transcode(LevelFile.WriteBaseline(picture), Max with { Quality = 100 });

        // Levels so large are all kept, and so is nothing.
        Assert.Equal(picture.Levels, LevelFile.Read(result));
    }

    [Fact]
    public void The_result_depends_on_the_file_and_the_options_alone()
    {
        var first = SourceFiles.Of(Pictures.Photograph(), ImageFormat.Jpeg, quality: 92);
        var second = SourceFiles.Of(Pictures.Photograph(200, 300, seed: 9), ImageFormat.Jpeg, quality: 80);
        var expected = Transcode(first, Max);
        _ = Transcode(second, Max with { Quality = 30 });
        Assert.Equal(expected, Transcode(first, Max));
        using var other = new JpegTranscoder();
        Assert.Equal(JpegTranscodeResult.Transcoded, other.Transcode(first, Max, out var image));
        using (image)
        {
            Assert.Equal(expected, image!.Bytes.ToArray());
        }
    }

    [Theory]
    [InlineData(CompressionEffort.Fast)]
    [InlineData(CompressionEffort.Max)]
    public void Nothing_is_allocated_but_the_result(CompressionEffort effort)
    {
        var source = SourceFiles.Of(Pictures.Photograph(), ImageFormat.Jpeg, quality: 92);
        var options = new JpegTranscodeOptions { Effort = effort, Progressive = true };
        const int times = 20;
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(JpegTranscodeResult.Transcoded, _transcoder.Transcode(source, options, out var warm));
            warm!.Dispose();
        }

        // The median, as a collection may take what the pools of arrays hold.
        var allocated = new long[times];
        for (var i = 0; i < times; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            _ = _transcoder.Transcode(source, options, out var image);
            image!.Dispose();
            allocated[i] = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Array.Sort(allocated);
        Assert.InRange(allocated[times / 2], 0, 512);
    }

    public void Dispose() => _transcoder.Dispose();

    private byte[] Transcode(ReadOnlySpan<byte> source, JpegTranscodeOptions options)
    {
        Assert.Equal(JpegTranscodeResult.Transcoded, _transcoder.Transcode(source, options, out var image));
        using (image)
        {
            return image!.Bytes.ToArray();
        }
    }
}
