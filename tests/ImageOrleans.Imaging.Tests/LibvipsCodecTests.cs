using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Imaging.Libvips;
using ImageOrleans.Imaging.Tests.Files;

namespace ImageOrleans.Imaging.Tests;

public sealed class LibvipsCodecTests : PixelCodecConformance
{
    private static readonly LibvipsCodec Shared = TestLibvips.Codec;

    protected override IPixelCodec Codec => Shared;

    protected override IReadOnlySet<ImageFormat> Readable => TestLibvips.Formats;

    protected override IReadOnlySet<ImageFormat> Writable => TestLibvips.Formats;

    protected override bool Animates => true;

    protected override bool WritesMetadata => true;
}
