using ImageOrleans.Jpeg.TestSupport.Reference;

namespace ImageOrleans.Jpeg.TestSupport.Transcoders;

/// <summary>A transcoder under test.</summary>
public interface IJpegTranscoder
{
    /// <summary>Transcodes a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="output">The new file, if there is one.</param>
    /// <returns>What became of it.</returns>
    TranscodeOutcome Transcode(ReadOnlySpan<byte> source, TranscodeRequest request, out byte[]? output);

    /// <summary>The rule by which it requantises, with <see cref="TranscodeRequest.KeepSampling"/> and without all effort.</summary>
    /// <param name="quality">1 to 100.</param>
    /// <returns>The rule.</returns>
    RequantisationRule RuleFor(int quality);
}
