using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Jpeg;
using ImageOrleans.Jpeg.TestSupport.Reference;

namespace ImageOrleans.Jpeg.TestSupport.Transcoders;

/// <summary>The transcoder of the product. What its signature is, only this file knows.</summary>
public sealed class ProductTranscoder : IJpegTranscoder
{
    // For the life of the process.
    private static readonly JpegTranscoder Transcoder = new();

    /// <inheritdoc/>
    public RequantisationRule RuleFor(int quality) => new(quality, LuminancePercent: 89, ChrominancePercent: 100, AcRounding: 26_214, DcRounding: 32_767);

    /// <inheritdoc/>
    public TranscodeOutcome Transcode(ReadOnlySpan<byte> source, TranscodeRequest request, out byte[]? output)
    {
        var options = new JpegTranscodeOptions
        {
            Quality = request.Quality,
            Progressive = request.Progressive,
            KeepSampling = request.KeepSampling,
            Metadata = request.KeepMetadata ? MetadataPolicy.Keep : MetadataPolicy.Strip,
            Effort = request.MaxEffort ? CompressionEffort.Max : CompressionEffort.Fast,
            MaxPixels = request.MaxPixels,
        };
        var result = Transcoder.Transcode(source, options, out var image);
        using (image)
        {
            output = image?.Bytes.ToArray();
        }

        return result switch
        {
            JpegTranscodeResult.Transcoded => TranscodeOutcome.Transcoded,
            JpegTranscodeResult.Unsupported => TranscodeOutcome.Unsupported,
            JpegTranscodeResult.Damaged => TranscodeOutcome.Damaged,
            JpegTranscodeResult.TooManyPixels => TranscodeOutcome.TooManyPixels,
            _ => throw new InvalidOperationException($"The result {result} is new."),
        };
    }
}
