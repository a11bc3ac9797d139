using System.Buffers.Binary;

namespace ImageOrleans.Imaging;

/// <summary>
/// Tells whether a PNG file is an animation (PNG third edition, section 11.3.6.1), which codecs read as a still picture.
/// </summary>
internal static class AnimatedPng
{
    private const int SignatureLength = 8;
    private const int ChunkOverhead = 12;

    /// <summary>Whether a chunk acTL stands before the pixels.</summary>
    /// <param name="file">A PNG file, whole or not.</param>
    /// <returns>True when one does.</returns>
    public static bool IsAnimated(ReadOnlySpan<byte> file)
    {
        long offset = SignatureLength;
        while (offset + ChunkOverhead <= file.Length)
        {
            var chunk = file[(int)offset..];
            if (chunk[4..].StartsWith("acTL"u8))
            {
                return true;
            }

            if (chunk[4..].StartsWith("IDAT"u8))
            {
                return false;
            }

            offset += ChunkOverhead + (long)BinaryPrimitives.ReadUInt32BigEndian(chunk);
        }

        return false;
    }
}
