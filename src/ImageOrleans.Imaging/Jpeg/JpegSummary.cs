using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>What a JPEG file says of itself before its picture.</summary>
/// <param name="Width">The width as it is stored, in pixels.</param>
/// <param name="Height">The height as it is stored, in pixels.</param>
/// <param name="Orientation">How the stored picture is turned and mirrored to be shown: EXIF tag 0x0112, 1 (not at all) to 8.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct JpegSummary(int Width, int Height, int Orientation);
