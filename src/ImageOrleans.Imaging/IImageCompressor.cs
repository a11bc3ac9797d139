using ImageOrleans.Contracts;

namespace ImageOrleans.Imaging;

/// <summary>Makes images smaller.</summary>
public interface IImageCompressor
{
    /// <summary>
    /// Compresses one image. The work is done by the calling thread and takes processor time, 10 ms to several seconds; any
    /// number of threads may call at once. The same bytes with equal settings give the same result, on whichever thread.
    /// </summary>
    /// <param name="source">The image file; it is not read any more once the call has returned.</param>
    /// <param name="settings">How to compress.</param>
    /// <returns>What became of the image, to be disposed of. An image that cannot be compressed is a result, no exception.</returns>
    /// <exception cref="ArgumentException"><paramref name="settings"/> are not valid.</exception>
    /// <exception cref="OutOfMemoryException">There was not enough memory.</exception>
    CompressionResult Compress(ReadOnlySpan<byte> source, CompressionSettings settings);
}
