using ImageOrleans.Jpeg.TestSupport.Corpus;
using ImageOrleans.Jpeg.TestSupport.Reference;
using ImageOrleans.Jpeg.TestSupport.Transcoders;

namespace ImageOrleans.Jpeg.Tests;

/// <content>Files that are damaged, or for others.</content>
public abstract partial class TranscoderConformance
{
    public static TheoryData<byte> OtherFrames => [0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF];

    [Theory]
    [InlineData("qualities")]
    [InlineData("scan scripts")]
    [InlineData("restart intervals")]
    [InlineData("gray")]
    [InlineData("long scans")]
    [InlineData("colour spaces")]
    public void A_truncated_file_is_shown_as_libjpeg_shows_it_or_left_to_others(string family) =>
        Judgement.All(JpegFiles.Family(family).SelectMany(DamagedFiles.Truncated), DifferenceOfDamaged);

    [Theory]
    [InlineData("qualities")]
    [InlineData("scan scripts")]
    [InlineData("restart intervals")]
    [InlineData("gray")]
    [InlineData("long scans")]
    public void A_damaged_file_is_shown_as_libjpeg_shows_it_or_left_to_others(string family) =>
        Judgement.All(JpegFiles.Family(family).SelectMany(DamagedFiles.Flipped), DifferenceOfDamaged);

    [Fact]
    public void An_unfinished_file_is_shown_as_far_as_it_goes_or_left_to_others() =>
        Judgement.All(DamagedFiles.Unfinished(), DifferenceOfDamaged);

    [Theory]
    [MemberData(nameof(OtherFrames))]
    public void Lossless_hierarchical_and_arithmetic_files_are_for_others(byte marker) => Assert.Equal(
        TranscodeOutcome.Unsupported, OutcomeOf(WithFrame(part => [0xFF, marker, .. part[2..]])));

    [Fact]
    public void Twelve_bits_are_for_others() =>
        Assert.Equal(TranscodeOutcome.Unsupported, OutcomeOf(WithFrame(part => [.. part[..4], 12, .. part[5..]])));

    [Fact]
    public void A_height_that_comes_later_is_for_others() =>
        Assert.Equal(TranscodeOutcome.Unsupported, OutcomeOf(WithFrame(part => [.. part[..5], 0, 0, .. part[7..]])));

    [Theory]
    [InlineData(0x13)]
    [InlineData(0x31)]
    public void Colours_with_a_fraction_of_the_pixels_are_for_others(byte factors) =>
        Assert.Equal(TranscodeOutcome.Unsupported, OutcomeOf(WithFrame(part => [.. part[..11], 0x22, .. part[12..17], factors, .. part[18..]])));

    [Theory]
    [InlineData("")]
    [InlineData("ff")]
    [InlineData("ffd8")]
    [InlineData("ffd8ff")]
    [InlineData("ffd8ffd9")]
    [InlineData("ffd8ffe0")]
    [InlineData("ffd8ffe00001")]
    [InlineData("ffd8ffda000c03010002110311003f00ffd9")]
    [InlineData("89504e470d0a1a0a")]
    public void A_file_with_nothing_to_show_is_damaged(string hex) =>
        Assert.Equal(TranscodeOutcome.Damaged, OutcomeOf(Convert.FromHexString(hex)));

    [Theory]
    [InlineData((byte)0xC0)]
    [InlineData((byte)0xDB)]
    [InlineData((byte)0xDA)]
    public void A_file_without_a_part_that_it_needs_is_damaged(byte marker) => Assert.Equal(
        TranscodeOutcome.Damaged,
        OutcomeOf(FileParts.Join(FileParts.Split(Sound()).Where(part => !FileParts.Is(part, marker)))));

    [Fact]
    public void Every_beginning_of_a_file_has_an_outcome()
    {
        var outcomes = Enumerable.Range(0, Sound().Length).Select(length => OutcomeOf(Sound()[..length])).ToHashSet();
        Assert.All(outcomes, outcome => Assert.True(outcome is TranscodeOutcome.Damaged or TranscodeOutcome.Transcoded, $"One is {outcome}."));
        Assert.Contains(TranscodeOutcome.Damaged, outcomes);
    }

    private static byte[] Sound() => JpegFiles.Family("qualities")[9].Bytes;

    private static byte[] WithFrame(Func<byte[], byte[]> change) =>
        FileParts.Join(FileParts.Split(Sound()).Select(part => FileParts.Is(part, 0xC0) ? change(part) : part));

    private TranscodeOutcome OutcomeOf(byte[] file)
    {
        var outcome = transcoder.Transcode(file, new TranscodeRequest(), out var output);
        Assert.Equal(outcome == TranscodeOutcome.Transcoded, output is not null);
        return outcome;
    }

    private string? DifferenceOfDamaged(JpegFile file)
    {
        var request = new TranscodeRequest { KeepSampling = true };
        var outcome = transcoder.Transcode(file.Bytes, request, out var output);
        if (outcome != TranscodeOutcome.Transcoded)
        {
            return outcome is TranscodeOutcome.Damaged or TranscodeOutcome.Unsupported ? null : $"It is {outcome}.";
        }

        try
        {
            var expected = ReferenceRequantiser.Requantise(file.Reference, transcoder.RuleFor(request.Quality));
            return ReferenceComparison.FirstDifference(expected, ReferenceImage.Read(output));
        }
        catch (ReferenceRefusalException)
        {
            // libjpeg gives the file up; what came before the damage may be shown all the same.
            return null;
        }
    }
}
