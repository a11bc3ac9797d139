using ImageOrleans.Contracts;

namespace ImageOrleans.Imaging.Tests.Files;

/// <summary>What a compressor returned, copied out of native memory.</summary>
internal sealed record Outcome(ImageStatus Status, ImageFormat? Format, byte[] Bytes, ImageFailure? Failure)
{
    public string? Code => Failure?.Code;
}
