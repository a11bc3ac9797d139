using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Jpeg;
using ImageOrleans.Imaging.Tests.Files;

namespace ImageOrleans.Imaging.Tests.Jpeg;

/// <summary>Progressive results show what baseline results show.</summary>
public sealed class ProgressiveResultTests : IDisposable
{
    private static readonly JpegTranscodeOptions Unchanged = new() { Quality = 100, KeepSampling = true, Progressive = true };

    private static readonly (int, int)[][] Samplings =
    [
        [(1, 1)],
        [(2, 2)],
        [(1, 1), (1, 1), (1, 1)],
        [(2, 2), (1, 1), (1, 1)],
        [(2, 1), (1, 1), (1, 1)],
        [(4, 1), (1, 1), (1, 1)],
        [(1, 2), (1, 1), (1, 2)],
        [(1, 1), (1, 1), (1, 1), (1, 1)],
        [(2, 2), (1, 1), (1, 1), (2, 2)],
    ];

    private readonly JpegTranscoder _transcoder = new();

    public static TheoryData<int, int, int> Cases()
    {
        var cases = new TheoryData<int, int, int>();
        (int, int)[] sizes = [(1, 1), (8, 8), (17, 9), (33, 70), (100, 1), (3, 90)];
        for (var i = 0; i < Samplings.Length; i++)
        {
            foreach (var (width, height) in sizes)
            {
                cases.Add(i, width, height);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Levels_stay_whatever_the_components(int sampling, int width, int height)
    {
        var picture = LevelPicture.Make(width, height, Samplings[sampling], (random, block) =>
        {
            block[0] = (short)random.Next(-60, 61);
            for (var i = random.Next(6); i > 0; i--)
            {
                block[random.Next(64)] = (short)random.Next(-20, 21);
            }
        });
        var progressive = Transcode(LevelFile.WriteBaseline(picture), Unchanged);
        Assert.Equal(0xC2, JpegFile.Frame(progressive).Marker);
        Assert.Equal(picture.Levels, LevelFile.Read(progressive));

        // By the way of planes.
        var again = Transcode(progressive, Unchanged);
        Assert.Equal(picture.Levels, LevelFile.Read(again));
    }

    [Theory]
    [InlineData(320, 240, false)]
    [InlineData(33, 17, false)]
    [InlineData(200, 150, true)]
    public void The_pixels_are_those_of_a_baseline_result(int width, int height, bool isGray)
    {
        var source = SourceFiles.Of(
            isGray ? Pictures.Grey(width, height) : Pictures.Photograph(width, height), ImageFormat.Jpeg, quality: 92);
        foreach (var quality in (int[])[10, 50, 80])
        {
            var options = new JpegTranscodeOptions { Quality = quality };
            var baseline = Transcode(source, options);
            var progressive = Transcode(source, options with { Progressive = true });
            Assert.Equal(0xC0, JpegFile.Frame(baseline).Marker);
            Assert.Equal(0xC2, JpegFile.Frame(progressive).Marker);
            Assert.True(Decoded.Stored(baseline).Bytes.Span.SequenceEqual(Decoded.Stored(progressive).Bytes.Span));
        }
    }

    [Fact]
    public void A_file_gives_the_same_result_whichever_way_it_goes()
    {
        var source = SourceFiles.Of(Pictures.Photograph(), ImageFormat.Jpeg, quality: 92);
        var options = new JpegTranscodeOptions { Quality = 50, Progressive = true };
        var progressiveSource = Transcode(source, Unchanged);
        Assert.Equal(Transcode(source, options), Transcode(progressiveSource, options));
    }

    [Fact]
    public void A_progressive_result_of_a_photograph_is_smaller()
    {
        var source = SourceFiles.Of(Pictures.Photograph(640, 480), ImageFormat.Jpeg, quality: 92);
        var options = new JpegTranscodeOptions { Quality = 50 };
        Assert.True(Transcode(source, options with { Progressive = true }).Length < Transcode(source, options).Length);
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
