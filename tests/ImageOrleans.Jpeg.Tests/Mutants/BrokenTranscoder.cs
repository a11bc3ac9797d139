using ImageOrleans.Jpeg.TestSupport.Reference;
using ImageOrleans.Jpeg.TestSupport.Transcoders;

namespace ImageOrleans.Jpeg.Tests.Mutants;

/// <summary>The twin, with something wrong.</summary>
/// <param name="breakIt">What is wrong: makes another output of the source and the right output.</param>
internal sealed class BrokenTranscoder(BrokenTranscoder.Fault breakIt) : IJpegTranscoder
{
    private readonly ReferenceTranscoder _sound = new();

    /// <summary>What is wrong.</summary>
    public delegate byte[]? Fault(ReadOnlySpan<byte> source, byte[]? output);

    public RequantisationRule RuleFor(int quality) => _sound.RuleFor(quality);

    public TranscodeOutcome Transcode(ReadOnlySpan<byte> source, TranscodeRequest request, out byte[]? output)
    {
        var outcome = _sound.Transcode(source, request, out var sound);
        output = breakIt(source, sound);
        return outcome;
    }
}
