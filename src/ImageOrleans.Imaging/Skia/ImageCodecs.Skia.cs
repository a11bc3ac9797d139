using ImageOrleans.Imaging.Skia;

namespace ImageOrleans.Imaging.Codecs;

public static partial class ImageCodecs
{
    static partial void AddSkia(ref IPixelCodec? codec) => codec = new SkiaCodec();
}
