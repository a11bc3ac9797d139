using ImageOrleans.Imaging;
using ImageOrleans.Storage.Objects;

namespace ImageOrleans.Web.Images;

/// <summary>The thumbnails of stored images: made when first asked for, then kept as files beside the image.</summary>
internal sealed class Thumbnails(ImageStore images, ThumbnailMaker maker, ILogger<Thumbnails> logger) : IDisposable
{
    // Half of the processors, one at the least: pages ask for dozens at once, and silos have work to do beside them.
    private readonly SemaphoreSlim _slots = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Opens a thumbnail.</summary>
    /// <param name="address">The image's address.</param>
    /// <param name="side">The side of its square in pixels, one of <see cref="ImageStore.ThumbnailSides"/>.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>A WebP file; null when the image is not stored, or no thumbnail can be made of it.</returns>
    /// <exception cref="IOException">The image can't be read.</exception>
    public async Task<Stream?> OpenAsync(string address, int side, CancellationToken cancellationToken)
    {
        if (images.OpenThumbnail(address, side) is { } kept)
        {
            return kept;
        }

        await _slots.WaitAsync(cancellationToken);
        try
        {
            // Another call may have made it meanwhile.
            return images.OpenThumbnail(address, side)
                ?? (await ReadAsync(address, cancellationToken) is { } source ? await MakeAsync(source, address, side, cancellationToken) : null);
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

    private async Task<Stream?> MakeAsync(byte[] source, string address, int side, CancellationToken cancellationToken)
    {
        var bytes = await Task.Run(() => Make(source, side), cancellationToken);
        if (bytes is null)
        {
            return null;
        }

        try
        {
            await images.StoreThumbnailAsync(address, side, bytes);
        }
        catch (IOException exception)
        {
            // The disk is full, or read-only: images are shown all the same.
            logger.LogWarning(exception, "A thumbnail of image {Address} can't be kept; it is made anew each time.", address);
        }

        return new MemoryStream(bytes, writable: false);
    }

    private byte[]? Make(byte[] source, int side)
    {
        if (!maker.TryMake(source, side, out var thumbnail, out _))
        {
            return null;
        }

        using (thumbnail)
        {
            return thumbnail.Bytes.ToArray();
        }
    }
}
