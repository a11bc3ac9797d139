namespace ImageOrleans.Imaging.Codecs;

/// <summary>The library that decodes and encodes pixels.</summary>
public enum PixelCodecKind
{
    /// <summary>libvips: all formats, palettes, animations, and ICC profiles that stay.</summary>
    Libvips,

    /// <summary>SkiaSharp: reads JPEG, PNG, WebP and the first frame of GIF, writes JPEG, PNG and WebP, in sRGB.</summary>
    Skia,
}
