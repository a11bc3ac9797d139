using System.Globalization;

namespace ImageOrleans.Storage.Objects;

/// <summary>The stored images, each under its content address, each once.</summary>
/// <param name="objects">Where they are kept.</param>
/// <param name="time">The time of day.</param>
public sealed class ImageStore(ObjectStore objects, TimeProvider time)
{
    /// <summary>The sides of the squares that thumbnails fit into, in pixels.</summary>
    public static readonly IReadOnlyList<int> ThumbnailSides = [96, 192, 384];

    private const string Folder = "images";
    private const int PieceOfRoom = 64 * 1024;

    // How often the mark "in use" is renewed: seldom enough to cost nothing, often enough for a grace of an hour.
    private static readonly TimeSpan MarkInterval = TimeSpan.FromMinutes(10);

    /// <summary>Opens an image, and marks it as in use, so that nobody removes it who deems it unused.</summary>
    /// <param name="address">Its address.</param>
    /// <returns>The image, seekable; null when it is not stored.</returns>
    /// <exception cref="IOException">The file can't be opened.</exception>
    public FileStream? Use(string address)
    {
        // Most images are new, and an exception costs ten times as much as a look. What can't be looked at, as the disk is away, seems
        // to be new too: then storing it fails.
        var stream = File.Exists(objects.PathOf(KeyOf(address))) ? OpenRead(address) : null;
        if (stream is null)
        {
            return null;
        }

        var now = time.GetUtcNow().UtcDateTime;
        if (now - File.GetLastWriteTimeUtc(stream.SafeFileHandle) > MarkInterval)
        {
            try
            {
                File.SetLastWriteTimeUtc(stream.Name, now);
            }
            catch (FileNotFoundException)
            {
                // Removed since it was opened.
                stream.Dispose();
                return null;
            }
        }

        return stream;
    }

    /// <summary>Opens an image for reading.</summary>
    /// <param name="address">Its address.</param>
    /// <returns>The image, seekable; null when it is not stored.</returns>
    /// <exception cref="IOException">The file can't be opened.</exception>
    public FileStream? OpenRead(string address) => objects.OpenRead(KeyOf(address));

    /// <summary>Opens a thumbnail of an image.</summary>
    /// <param name="address">The image's address.</param>
    /// <param name="side">One of <see cref="ThumbnailSides"/>.</param>
    /// <returns>The thumbnail, seekable; null when it is not stored.</returns>
    /// <exception cref="IOException">The file can't be opened.</exception>
    public FileStream? OpenThumbnail(string address, int side) => objects.OpenRead(KeyOf(address, side));

    /// <summary>Stores an image. When it is stored already, by whomever, the bytes are the same and nothing is lost.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="cancellationToken">Gives it up before it is written.</param>
    /// <returns>A task that ends when the image is stored.</returns>
    /// <exception cref="IOException">The image can't be stored.</exception>
    public async Task StoreAsync(string address, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var writer = objects.Create(KeyOf(address), isOneOfMany: true);
        await using (writer.ConfigureAwait(false))
        {
            // Into the system's memory, in one piece: sooner done than handed to another thread.
            cancellationToken.ThrowIfCancellationRequested();
            writer.Stream.Write(content.Span);
            await writer.CommitAsync();
        }
    }

    /// <summary>Stores a thumbnail of an image. It is removed with the image, and not forced to the disk: it can be made again.</summary>
    /// <param name="address">The image's address.</param>
    /// <param name="side">One of <see cref="ThumbnailSides"/>.</param>
    /// <param name="content">Its bytes.</param>
    /// <returns>A task that ends when the thumbnail is stored.</returns>
    /// <exception cref="IOException">The thumbnail can't be stored.</exception>
    public async Task StoreThumbnailAsync(string address, int side, ReadOnlyMemory<byte> content)
    {
        var writer = objects.CreateUnflushed(KeyOf(address, side));
        await using (writer.ConfigureAwait(false))
        {
            writer.Stream.Write(content.Span);
            await writer.CommitAsync();
        }
    }

    /// <summary>Sees whether there is room for an image: writes that many bytes, and removes them.</summary>
    /// <param name="length">The number of bytes, 0 or more.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>A task that ends when the bytes were written.</returns>
    /// <exception cref="IOException">There is no room, or no disk.</exception>
    public async Task RequireRoomAsync(int length, CancellationToken cancellationToken)
    {
        var writer = objects.Create("room");
        await using (writer.ConfigureAwait(false))
        {
            var piece = new byte[Math.Min(length, PieceOfRoom)];
            for (var left = length; left > 0; left -= piece.Length)
            {
                await writer.Stream.WriteAsync(piece.AsMemory(0, Math.Min(left, piece.Length)), cancellationToken);
            }
        }
    }

    /// <summary>Removes an image with its thumbnails, unless it was in use lately.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="unusedSince">Images used or stored at or after this time are left alone.</param>
    /// <returns>Whether it was removed.</returns>
    /// <exception cref="IOException">A file can't be removed.</exception>
    public bool DeleteUnused(string address, DateTimeOffset unusedSince)
    {
        var isRemoved = objects.DeleteOlder(KeyOf(address), unusedSince);
        if (isRemoved || objects.LengthOf(KeyOf(address)) is null)
        {
            foreach (var side in ThumbnailSides)
            {
                objects.Delete(KeyOf(address, side));
            }
        }

        return isRemoved;
    }

    /// <summary>
    /// Lists the images that were neither stored nor in use lately, and those that are gone but left an old thumbnail behind, as
    /// happens when the process ends in between.
    /// </summary>
    /// <param name="unusedSince">Images used or stored at or after this time are passed over.</param>
    /// <returns>Their addresses.</returns>
    /// <exception cref="IOException">A folder can't be read.</exception>
    public IEnumerable<string> ListUnused(DateTimeOffset unusedSince)
    {
        var listed = "";
        foreach (var key in objects.ListOlder(Folder, unusedSince))
        {
            var name = key[(key.LastIndexOf('/') + 1)..];
            var address = name[..Math.Min(name.Length, ImageAddress.Length)];
            if (address != listed && ImageAddress.IsValid(address) && (address == name || objects.LengthOf(KeyOf(address)) is null))
            {
                listed = address;
                yield return address;
            }
        }
    }

    private static string KeyOf(string address) => ImageAddress.IsValid(address)
        ? $"{Folder}/{address[..2]}/{address}"
        : throw new ArgumentException($"'{address}' is no content address.", nameof(address));

    private static string KeyOf(string address, int side) => ThumbnailSides.Contains(side)
        ? string.Create(CultureInfo.InvariantCulture, $"{KeyOf(address)}-w{side}")
        : throw new ArgumentOutOfRangeException(nameof(side), side, "There are no thumbnails of this size.");
}
