using ImageOrleans.Imaging;
using ImageOrleans.Storage.Objects;

namespace ImageOrleans.Web.Images;

/// <summary>The thumbnails of stored images: made when first asked for, then kept as files beside the image.</summary>
internal sealed class Thumbnails(ImageStore images, ThumbnailMaker maker) : IDisposable
{
    // A page asks for dozens at once. Making one takes a processor for some milliseconds.
    private readonly SemaphoreSlim _slots = new(Environment.ProcessorCount);

    /// <summary>Opens a thumbnail.</summary>
    /// <param name="address">The image's address.</param>
    /// <param name="width">Its width, one of <see cref="ImageStore.ThumbnailWidths"/>.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>A WebP file; null when the image is not stored, or no thumbnail can be made of it.</returns>
    /// <exception cref="IOException">A file can't be read or written.</exception>
    public async Task<FileStream?> OpenAsync(string address, int width, CancellationToken cancellationToken)
    {
        if (images.OpenThumbnail(address, width) is { } kept)
        {
            return kept;
        }

        await _slots.WaitAsync(cancellationToken);
        try
        {
            return await ReadAsync(address, cancellationToken) is { } source && await MakeAsync(source, address, width, cancellationToken)
                ? images.OpenThumbnail(address, width)
                : null;
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task<byte[]?> ReadAsync(string address, CancellationToken cancellationToken)
    {
        var file = images.OpenRead(address);
        if (file is null)
        {
            return null;
        }

        await using (file)
        {
            var source = new byte[file.Length];
            await file.ReadExactlyAsync(source, cancellationToken);
            return source;
        }
    }

    private async Task<bool> MakeAsync(byte[] source, string address, int width, CancellationToken cancellationToken)
    {
        var thumbnail = await Task.Run(() => maker.TryMake(source, width, out var made, out _) ? made : null, cancellationToken);
        if (thumbnail is null)
        {
            return false;
        }

        using (thumbnail)
        {
            await images.StoreThumbnailAsync(address, width, thumbnail.Bytes, cancellationToken);
            return true;
        }
    }
}
