using ImageOrleans.Jpeg.TestSupport.Corpus;
using ImageOrleans.Jpeg.TestSupport.Peers;
using ImageOrleans.Jpeg.TestSupport.Reference;
using ImageOrleans.Jpeg.TestSupport.Transcoders;

namespace ImageOrleans.Jpeg.Tests;

/// <summary>What every JPEG transcoder must do with sound files.</summary>
/// <param name="transcoder">The transcoder.</param>
public abstract partial class TranscoderConformance(IJpegTranscoder transcoder)
{
    private static readonly TranscodeRequest AsItIs = new() { Quality = 100, KeepSampling = true };

    private static readonly int[] Qualities = [10, 50, 85];

    public static TheoryData<string> Families => [.. JpegFiles.Families];

    [Theory]
    [MemberData(nameof(Families))]
    public void With_an_unchanged_quantiser_the_pixels_are_the_same(string family) => Judgement.All(JpegFiles.Family(family), file =>
    {
        var output = TurboJpeg.Decode(Transcode(file, AsItIs));
        return output.Message ?? (file.Decoded.Samples.AsSpan().SequenceEqual(output.Samples) ? null : "The pixels differ.");
    });

    // A process for each takes its time.
    [Fact]
    public void With_an_unchanged_quantiser_djpeg_shows_the_same_pixels() => Judgement.All(JpegFiles.Varied, file =>
    {
        var output = JpegTools.Djpeg(Transcode(file, AsItIs));
        return !output.IsClean ? output.Messages : file.Djpeg.Output.AsSpan().SequenceEqual(output.Output) ? null : "The pixels differ.";
    });

    [Theory]
    [MemberData(nameof(Families))]
    public void Coefficients_are_those_of_the_twin(string family) => Judgement.All(
        JpegFiles.Family(family),
        file => Qualities.Select(quality => Difference(file, quality)).FirstOrDefault(difference => difference is not null));

    [Theory]
    [MemberData(nameof(Families))]
    public void Progressive_output_has_the_coefficients_of_baseline_output(string family) => Judgement.All(JpegFiles.Family(family), file =>
    {
        var request = new TranscodeRequest { KeepSampling = true };
        var sequential = ReferenceImage.Read(Transcode(file, request));
        var progressive = ReferenceImage.Read(Transcode(file, request with { Progressive = true }));
        return progressive.Kind != ReferenceFrameKind.Progressive || sequential.Kind == ReferenceFrameKind.Progressive
            ? $"It is {progressive.Kind} and {sequential.Kind}."
            : ReferenceComparison.FirstDifference(sequential, progressive);
    });

    [Theory]
    [MemberData(nameof(Families))]
    public void Libjpeg_has_nothing_to_say_of_the_output(string family)
    {
        TranscodeRequest[] requests =
        [
            new(), new() { Quality = 1 }, new() { Quality = 92 }, new() { Progressive = true }, new() { MaxEffort = true },
            new() { MaxEffort = true, Progressive = true, KeepSampling = true }, new() { KeepMetadata = true },
        ];
        Judgement.All(JpegFiles.Family(family), file =>
        {
            var source = file.Decoded;
            return requests.Select(request => TurboJpeg.Decode(Transcode(file, request)) is var decoded && decoded.Message is { } message
                    ? $"{message} ({request})"
                    : (decoded.Width, decoded.Height, decoded.Samples.Length) == (source.Width, source.Height, source.Samples.Length)
                        ? null
                        : $"The sides are {decoded.Width}x{decoded.Height} ({request}).")
                .FirstOrDefault(failure => failure is not null);
        });
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void No_step_is_finer_than_the_source(string family) => Judgement.All(JpegFiles.Family(family), file =>
    {
        var source = file.Reference;
        foreach (var request in new[] { new TranscodeRequest(), new() { Quality = 100 }, new() { Quality = 30, MaxEffort = true } })
        {
            var output = ReferenceImage.Read(Transcode(file, request));
            if (source.Components.Zip(output.Components).Any(pair =>
                pair.First.QuantisationTable!.Zip(pair.Second.QuantisationTable!).Any(step => step.Second < step.First)))
            {
                return $"A step is finer ({request}).";
            }
        }

        return null;
    });

    [Theory]
    [MemberData(nameof(Families))]
    public void The_same_file_gives_the_same_output(string family) => Judgement.All(JpegFiles.Family(family), file =>
        Transcode(file, new TranscodeRequest()).AsSpan().SequenceEqual(Transcode(file, new TranscodeRequest())) ? null : "It differs.");

    [Fact]
    public void More_effort_makes_no_larger_files()
    {
        var files = JpegFiles.Family("qualities");
        var request = new TranscodeRequest { KeepSampling = true };
        var fast = files.Sum(file => (long)Transcode(file, request).Length);
        Assert.InRange(files.Sum(file => (long)Transcode(file, request with { MaxEffort = true }).Length), 1, fast);
    }

    [Fact]
    public void Lower_quality_makes_smaller_files()
    {
        var file = JpegFiles.Family("qualities")[^1];
        var lengths = new[] { 10, 30, 50, 70, 90, 100 }.Select(quality => Transcode(file, new TranscodeRequest { Quality = quality }).Length).ToList();
        Assert.Equal(lengths.Order(), lengths);
    }

    [Fact]
    public void More_pixels_than_the_limit_are_refused()
    {
        var file = JpegFiles.Family("qualities")[0];
        Assert.Equal(
            TranscodeOutcome.TooManyPixels, transcoder.Transcode(file.Bytes, new TranscodeRequest { MaxPixels = (45 * 37) - 1 }, out var output));
        Assert.Null(output);
        Assert.Equal(TranscodeOutcome.Transcoded, transcoder.Transcode(file.Bytes, new TranscodeRequest { MaxPixels = 45 * 37 }, out _));
    }

    [Fact]
    public void A_header_that_lies_about_its_sides_costs_no_memory()
    {
        // 65,000 squared pixels would be 12 GB of coefficients.
        var file = FileParts.Join(FileParts.Split(JpegFiles.Family("scan scripts")[^1].Bytes).Select(part =>
            part is [0xFF, 0xC0 or 0xC2, ..] ? [.. part[..5], 0xFD, 0xE8, 0xFD, 0xE8, .. part[9..]] : part));
        Assert.Equal(TranscodeOutcome.TooManyPixels, transcoder.Transcode(file, new TranscodeRequest(), out _));
    }

    private byte[] Transcode(JpegFile file, TranscodeRequest request)
    {
        var outcome = transcoder.Transcode(file.Bytes, request, out var output);
        Assert.True(outcome == TranscodeOutcome.Transcoded, $"{file.Name} is {outcome} ({request}).");
        return output!;
    }

    private string? Difference(JpegFile file, int quality)
    {
        var expected = ReferenceRequantiser.Requantise(file.Reference, transcoder.RuleFor(quality));
        var output = Transcode(file, new TranscodeRequest { Quality = quality, KeepSampling = true });
        return ReferenceComparison.FirstDifference(expected, ReferenceImage.Read(output));
    }
}
