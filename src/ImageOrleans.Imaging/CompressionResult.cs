using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;

namespace ImageOrleans.Imaging;

/// <summary>What became of one image, with the bytes where new ones were made.</summary>
public sealed class CompressionResult : IDisposable
{
    private readonly EncodedImage? _image;

    private CompressionResult(ImageStatus status, ImageFormat? format, ImageFailure? failure, EncodedImage? image)
    {
        Status = status;
        Format = format;
        Failure = failure;
        _image = image;
    }

    /// <summary>What became of it.</summary>
    public ImageStatus Status { get; }

    /// <summary>
    /// The format of the image to store: that of <see cref="Bytes"/>, or of the source where that is kept; null when it failed.
    /// </summary>
    public ImageFormat? Format { get; }

    /// <summary>Why it failed; null unless it did.</summary>
    public ImageFailure? Failure { get; }

    /// <summary>
    /// The compressed image, fewer bytes than the source has; empty unless <see cref="Status"/> is
    /// <see cref="ImageStatus.Compressed"/>. They may lie in native memory: they must not be used after <see cref="Dispose"/>.
    /// </summary>
    public ReadOnlyMemory<byte> Bytes => _image?.Bytes ?? default;

    /// <summary>A smaller image was made.</summary>
    /// <param name="image">The image, which the result owns from here on.</param>
    /// <returns>The result.</returns>
    public static CompressionResult Compressed(EncodedImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return new(ImageStatus.Compressed, image.Format, failure: null, image);
    }

    /// <summary>Nothing smaller could be made: the source is to be stored as it is.</summary>
    /// <param name="format">The format of the source.</param>
    /// <returns>The result.</returns>
    public static CompressionResult KeptOriginal(ImageFormat format) =>
        new(ImageStatus.KeptOriginal, format, failure: null, image: null);

    /// <summary>There is no image.</summary>
    /// <param name="failure">Why.</param>
    /// <returns>The result.</returns>
    public static CompressionResult Failed(ImageFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return new(ImageStatus.Failed, format: null, failure, image: null);
    }

    /// <summary>Frees the memory of <see cref="Bytes"/>.</summary>
    public void Dispose() => _image?.Dispose();
}
