using System.Buffers;
using ImageOrleans.Contracts;

namespace ImageOrleans.Imaging.Codecs;

/// <summary>An image file that a codec has made.</summary>
/// <param name="format">Its format.</param>
/// <param name="memory">The memory that its bytes lie in, which the image owns from here on.</param>
/// <param name="length">The number of its bytes, from the beginning of <paramref name="memory"/>.</param>
public sealed class EncodedImage(ImageFormat format, IMemoryOwner<byte> memory, int length) : IDisposable
{
    /// <summary>Its format.</summary>
    public ImageFormat Format { get; } = format;

    /// <summary>Its bytes. They must not be used after <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => memory.Memory[..length];

    /// <summary>
    /// How near the picture is to the source, in dB of <see cref="PaletteError"/>, where its colours were reduced to a palette;
    /// infinite when no pixel differs; null when there was no such reduction.
    /// </summary>
    public double? PaletteFidelity { get; init; }

    /// <summary>Frees the memory.</summary>
    public void Dispose() => memory.Dispose();
}
