namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>What the components are, as libjpeg decides it.</summary>
public enum ReferenceColourSpace
{
    /// <summary>One component.</summary>
    Gray,

    /// <summary>Luminance and two colour differences.</summary>
    YCbCr,

    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Four inks.</summary>
    Cmyk,

    /// <summary>CMYK whose first three are luminance and colour differences.</summary>
    Ycck,

    /// <summary>Two components, or more than four.</summary>
    Unknown,
}
