namespace ImageOrleans.Imaging.Libvips;

/// <summary>Where libvips comes from.</summary>
public enum LibvipsSource
{
    /// <summary>The library inside the package NetVips.Native. It reads and writes AVIF, but no HEIC.</summary>
    Bundled,

    /// <summary>The library that is installed on this machine, 8.13 or later. It reads HEIC where its libheif does.</summary>
    System,
}
