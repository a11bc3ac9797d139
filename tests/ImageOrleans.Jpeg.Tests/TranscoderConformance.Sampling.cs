using ImageOrleans.Jpeg.TestSupport.Corpus;
using ImageOrleans.Jpeg.TestSupport.Peers;
using ImageOrleans.Jpeg.TestSupport.Reference;
using ImageOrleans.Jpeg.TestSupport.Transcoders;

namespace ImageOrleans.Jpeg.Tests;

/// <content>Full chroma becomes half.</content>
public abstract partial class TranscoderConformance
{
    public static TheoryData<string> FullChroma => ["1x1", "2x1"];

    [Theory]
    [MemberData(nameof(FullChroma))]
    public void Below_quality_90_chroma_is_halved(string factors)
    {
        Judgement.All(Files(factors), file => Factors(file, new TranscodeRequest { Quality = 89 }) is "2x2 1x1 1x1" ? null : "It is not 4:2:0.");
        Judgement.All(Files(factors), file =>
            Factors(file, new TranscodeRequest { Quality = 90 }) == $"{factors} 1x1 1x1" ? null : "At quality 90 it is not as it was.");
        Judgement.All(Files(factors), file =>
            Factors(file, new TranscodeRequest { KeepSampling = true }) == $"{factors} 1x1 1x1" ? null : "Though asked to, it is not as it was.");
    }

    [Theory]
    [MemberData(nameof(FullChroma))]
    public void Halved_chroma_looks_as_if_the_pixels_were_halved(string factors)
    {
        Judgement.All(Files(factors), file =>
        {
            var quality = 75;
            var source = file.Decoded;
            var ours = TurboJpeg.Decode(Transcode(file, new TranscodeRequest { Quality = quality }));
            var rule = transcoder.RuleFor(quality);
            var twins = TurboJpeg.Decode(new ReferenceEncoder(ReferenceSubsampler.Subsample(file.Reference, rule)).WriteSequential());
            return (ours.Psnr(source), twins.Psnr(source)) is var (psnr, expected) && psnr >= expected - 0.5
                ? null
                : $"{psnr:F2} dB, where the mean of the pixels has {expected:F2}.";
        });
    }

    [Fact]
    public void Colours_that_are_no_differences_keep_their_size() => Judgement.All(
        JpegFiles.Family("colour spaces").Where(file => file.Reference.ColourSpace != ReferenceColourSpace.YCbCr),
        file => Factors(file, new TranscodeRequest()) == Factors(file.Reference) ? null : "The factors have changed.");

    private static IEnumerable<JpegFile> Files(string factors) =>
        from side in new[] { 1, 7, 8, 9, 15, 16, 17, 31, 33, 40 }
        from coding in new[] { "-optimize", "-progressive" }
        let arguments = new[] { "-sample", factors, "-quality", "92", coding }
        select new JpegFile(
            $"{side}x{41 - side} {string.Join(' ', arguments)}", JpegTools.Cjpeg(TestPicture.Ppm(side, 41 - side, side), arguments));

    private string Factors(JpegFile file, TranscodeRequest request) => Factors(ReferenceImage.Read(Transcode(file, request)));

    private static string Factors(ReferenceImage image) =>
        string.Join(' ', image.Components.Select(component => $"{component.Horizontal}x{component.Vertical}"));
}
