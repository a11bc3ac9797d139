using System.Security.Cryptography;
using System.Text;
using ImageOrleans.Contracts;

namespace ImageOrleans.Storage.Objects;

/// <summary>The content address of an image: a hash of the source's bytes and the settings.</summary>
public static class ImageAddress
{
    /// <summary>The number of digits of an address.</summary>
    public const int Length = 40;

    // Changes when the same bytes and settings would give another image: what is stored stays valid, and is not mixed up.
    private const string Version = "2";

    /// <summary>Computes an address: 160 bits of SHA-256 (FIPS 180-4), so that nobody can make two sources share one.</summary>
    /// <param name="source">The bytes of the source image.</param>
    /// <param name="settings">How it is compressed.</param>
    /// <returns>40 lower-case hexadecimal digits.</returns>
    public static string Compute(ReadOnlySpan<byte> source, CompressionSettings settings)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Version};{settings.ToCanonicalText()}\n"));
        hash.AppendData(source);
        hash.GetHashAndReset(digest);
        return Convert.ToHexStringLower(digest[..(Length / 2)]);
    }

    /// <summary>Whether a text has the form of an address.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True for 40 lower-case hexadecimal digits.</returns>
    public static bool IsValid(ReadOnlySpan<char> text) => text.Length == Length && !text.ContainsAnyExcept(Digits);

    private static readonly System.Buffers.SearchValues<char> Digits = System.Buffers.SearchValues.Create("0123456789abcdef");
}
