using ImageOrleans.Contracts;

namespace ImageOrleans.Imaging.Codecs;

/// <summary>An image file that a codec has made.</summary>
/// <param name="format">Its format.</param>
/// <param name="bytes">Its bytes.</param>
/// <param name="memory">What frees the memory of the bytes; null when the garbage collector does.</param>
public sealed class EncodedImage(ImageFormat format, ReadOnlyMemory<byte> bytes, IDisposable? memory = null) : IDisposable
{
    private bool _isDisposed;

    /// <summary>Its format.</summary>
    public ImageFormat Format { get; } = format;

    /// <summary>Its bytes. They must not be used after <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The image is disposed of.</exception>
    public ReadOnlyMemory<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return bytes;
        }
    }

    /// <summary>
    /// How near the picture is to the source, in dB of <see cref="PaletteError"/>, where its colours were reduced to a palette;
    /// infinite when no pixel differs; null when there was no such reduction.
    /// </summary>
    public double? PaletteFidelity { get; init; }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            memory?.Dispose();
        }
    }
}
