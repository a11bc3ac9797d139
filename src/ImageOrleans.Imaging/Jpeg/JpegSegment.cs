using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>A marker segment in a file.</summary>
/// <param name="Marker">The marker's second byte.</param>
/// <param name="Offset">Where its content begins, behind the length.</param>
/// <param name="Length">The length of its content in bytes, without the two bytes that give the length.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JpegSegment(byte Marker, int Offset, int Length)
{
    /// <summary>The content of the segment.</summary>
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> source) => source.Slice(Offset, Length);
}
