using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Codecs;

/// <summary>A size in pixels.</summary>
/// <param name="Width">The width, at least 1.</param>
/// <param name="Height">The height, at least 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PixelSize(int Width, int Height);
