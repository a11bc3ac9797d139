namespace ImageOrleans.Imaging.Libvips;

/// <summary>What the bands of an image mean: the values of VipsInterpretation that matter here.</summary>
internal enum Interpretation
{
    Multiband = 0,
    BlackAndWhite = 1,
    Cmyk = 15,
    Srgb = 22,
}
