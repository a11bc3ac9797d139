using System.Runtime.InteropServices;

namespace ImageOrleans.Benchmarks.Codecs.TurboJpeg;

/// <summary>What the header of a JPEG says.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Subsampling">How the chroma is sampled.</param>
/// <param name="Layout">The pixels it is natural to decode it to.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JpegInfo(int Width, int Height, Subsampling Subsampling, PixelLayout Layout)
{
    /// <summary>Bytes of a pixel in <see cref="Layout"/>.</summary>
    public int Channels => Layout switch { PixelLayout.Gray => 1, PixelLayout.Cmyk => 4, _ => 3 };
}
