using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Imaging.Libvips;

namespace ImageOrleans.Imaging.Tests;

public sealed class LibvipsCodecTests : PixelCodecConformance
{
    private static readonly LibvipsCodec Shared = new();

    protected override IPixelCodec Codec => Shared;

    protected override IReadOnlySet<ImageFormat> Readable { get; } = Enum.GetValues<ImageFormat>().ToHashSet();

    protected override IReadOnlySet<ImageFormat> Writable { get; } = Enum.GetValues<ImageFormat>().ToHashSet();

    protected override bool Animates => true;

    protected override bool WritesMetadata => true;
}
