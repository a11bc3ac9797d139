using ImageOrleans.Jpeg.TestSupport.Corpus;
using ImageOrleans.Jpeg.TestSupport.Peers;
using ImageOrleans.Jpeg.TestSupport.Reference;

namespace ImageOrleans.Jpeg.Tests.Reference;

/// <summary>The twin itself, against libjpeg-turbo: only what it gets right can judge others.</summary>
public sealed class ReferenceDecodingTests
{
    public static TheoryData<string> Families => [.. JpegFiles.Families];

    [Theory]
    [MemberData(nameof(Families))]
    public void Written_again_it_has_the_same_pixels_in_djpeg(string family) => Judgement.All(JpegFiles.Family(family), file =>
    {
        var again = JpegTools.Djpeg(new ReferenceEncoder(file.Reference).WriteSequential());
        return !again.IsClean ? again.Messages : file.Djpeg.Output.AsSpan().SequenceEqual(again.Output) ? null : "The pixels differ.";
    });

    [Theory]
    [MemberData(nameof(Families))]
    public void Written_progressively_it_has_the_same_pixels_in_libjpeg(string family) => Judgement.All(JpegFiles.Family(family), file =>
    {
        var again = TurboJpeg.Decode(new ReferenceEncoder(file.Reference).WriteProgressive());
        return again.Message ?? (file.Decoded.Samples.AsSpan().SequenceEqual(again.Samples) ? null : "The pixels differ.");
    });

    [Fact]
    public void Unfinished_files_have_the_coefficients_that_jpegtran_finds() =>
        Judgement.All(DamagedFiles.Unfinished(), AgreesWithJpegtran);

    [Theory]
    [InlineData("qualities")]
    [InlineData("scan scripts")]
    [InlineData("restart intervals")]
    [InlineData("gray")]
    public void Truncated_files_have_the_coefficients_that_jpegtran_finds(string family) =>
        Judgement.All(JpegFiles.Family(family).SelectMany(DamagedFiles.Truncated), AgreesWithJpegtran);

    [Theory]
    [InlineData("qualities")]
    [InlineData("scan scripts")]
    [InlineData("restart intervals")]
    public void Files_with_damaged_data_have_the_coefficients_that_jpegtran_finds(string family) =>
        Judgement.All(JpegFiles.Family(family).SelectMany(DamagedFiles.Flipped), AgreesWithJpegtran);

    private static string? AgreesWithJpegtran(JpegFile file)
    {
        // Whatever it says on the way; without a file there is nothing to compare.
        if (TurboJpeg.Transform(file.Bytes) is not { } again)
        {
            return null;
        }

        try
        {
            return ReferenceComparison.FirstDifference(ReferenceImage.Read(again), file.Reference);
        }
        catch (ReferenceRefusalException e)
        {
            return e.Message;
        }
    }
}
