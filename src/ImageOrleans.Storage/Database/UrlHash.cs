using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ImageOrleans.Storage.Database;

/// <summary>A short hash of a request and an input URL, to find the image by; the URL itself is compared too.</summary>
internal static class UrlHash
{
    public static long Compute(Guid requestId, string url)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        var text = new byte[16 + Encoding.UTF8.GetByteCount(url)];
        requestId.TryWriteBytes(text);
        Encoding.UTF8.GetBytes(url, text.AsSpan(16));
        SHA256.HashData(text, digest);
        return BinaryPrimitives.ReadInt64LittleEndian(digest);
    }
}
