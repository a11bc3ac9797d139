using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Imaging.Skia;

namespace ImageOrleans.Imaging.Tests.Skia;

public sealed class SkiaCodecTests : PixelCodecConformance
{
    protected override IPixelCodec Codec { get; } = new SkiaCodec();

    protected override IReadOnlySet<ImageFormat> Readable { get; } =
        new HashSet<ImageFormat> { ImageFormat.Jpeg, ImageFormat.Png, ImageFormat.WebP, ImageFormat.Gif };

    protected override IReadOnlySet<ImageFormat> Writable { get; } =
        new HashSet<ImageFormat> { ImageFormat.Jpeg, ImageFormat.Png, ImageFormat.WebP };

    protected override bool Animates => false;

    protected override bool WritesMetadata => false;
}
