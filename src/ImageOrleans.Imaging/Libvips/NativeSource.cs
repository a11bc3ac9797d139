using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>An image file that is pinned for as long as libvips may read from it.</summary>
/// <param name="data">Its first byte.</param>
/// <param name="length">The number of its bytes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly unsafe ref struct NativeSource(byte* data, int length)
{
    public byte* Data { get; } = data;

    public nuint Length { get; } = (nuint)length;
}
