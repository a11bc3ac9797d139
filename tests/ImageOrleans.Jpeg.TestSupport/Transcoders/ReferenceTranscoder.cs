using ImageOrleans.Jpeg.TestSupport.Reference;

namespace ImageOrleans.Jpeg.TestSupport.Transcoders;

/// <summary>The slow twin. Effort makes no difference to it.</summary>
public sealed class ReferenceTranscoder : IJpegTranscoder
{
    /// <inheritdoc/>
    public RequantisationRule RuleFor(int quality) => new(quality, LuminancePercent: 100, ChrominancePercent: 100, AcRounding: 26_214, DcRounding: 32_767);

    /// <inheritdoc/>
    public TranscodeOutcome Transcode(ReadOnlySpan<byte> source, TranscodeRequest request, out byte[]? output)
    {
        output = null;
        try
        {
            var image = ReferenceImage.Read(source, request.MaxPixels);
            var rule = RuleFor(request.Quality);
            var coarser = request.KeepSampling || request.Quality >= 90 || !ReferenceSubsampler.CanSubsample(image)
                ? ReferenceRequantiser.Requantise(image, rule)
                : ReferenceSubsampler.Subsample(image, rule);
            var encoder = new ReferenceEncoder(request.KeepMetadata ? coarser : ReferenceMetadata.Strip(coarser));
            output = request.Progressive ? encoder.WriteProgressive() : encoder.WriteSequential();
            return TranscodeOutcome.Transcoded;
        }
        catch (ReferenceRefusalException e)
        {
            return e.Refusal switch
            {
                ReferenceRefusal.Damaged => TranscodeOutcome.Damaged,
                ReferenceRefusal.Unsupported => TranscodeOutcome.Unsupported,
                _ => TranscodeOutcome.TooManyPixels,
            };
        }
    }
}
