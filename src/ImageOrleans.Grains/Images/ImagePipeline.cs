using System.Collections.Concurrent;
using ImageOrleans.Contracts;
using ImageOrleans.Fetching;
using ImageOrleans.Imaging;
using ImageOrleans.Storage.Objects;
using Microsoft.Extensions.Logging;

namespace ImageOrleans.Grains.Images;

/// <summary>What happens to an image: fetched, looked up by its content, compressed if it is new, stored.</summary>
/// <param name="fetcher">Downloads.</param>
/// <param name="compressor">Compresses.</param>
/// <param name="images">The stored images.</param>
/// <param name="lane">Where compression runs.</param>
/// <param name="logger">Where failures that are no outcome of the image's own are written.</param>
public sealed class ImagePipeline(
    IImageFetcher fetcher, IImageCompressor compressor, ImageStore images, CompressionLane lane, ILogger<ImagePipeline> logger)
{
    // Content that is being compressed: who comes with the same meanwhile waits for the outcome.
    private readonly ConcurrentDictionary<string, Task<ImageOutcome>> _underWay = new(StringComparer.Ordinal);

    private readonly Lock _roomLock = new();

    // The last image that could not be stored; null when there is none. Until it has room nothing is fetched in vain, and one look at
    // the disk is enough for all that want to know.
    private UnstoredImage? _unstored;
    private Task _roomSought = Task.CompletedTask;

    /// <summary>Processes an image.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="settings">How to compress it.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <param name="beginNoMore">Gives it up unless it is under way.</param>
    /// <returns>What became of it. A bad image is an outcome, and so is one that the compressor fails on.</returns>
    /// <exception cref="IOException">The image can't be stored.</exception>
    public async Task<ImageOutcome> ProcessAsync(
        string url, CompressionSettings settings, CancellationToken cancellationToken, CancellationToken beginNoMore = default)
    {
        await RequireRoomAsync(cancellationToken).ConfigureAwait(false);
        using var fetched = await fetcher.FetchAsync(url, cancellationToken, beginNoMore).ConfigureAwait(false);
        if (!fetched.IsSuccess)
        {
            return ImageOutcome.Failed(fetched.Failure);
        }

        var source = fetched.Image.Content;
        var address = ImageAddress.Compute(source.Span, settings);
        if (Find(address, source.Length) is { } known)
        {
            return known;
        }

        var mine = new TaskCompletionSource<ImageOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = _underWay.GetOrAdd(address, mine.Task);
        if (first != mine.Task)
        {
            return await first.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var outcome = await CompressAsync(url, address, source, settings, cancellationToken).ConfigureAwait(false);
            mine.SetResult(outcome);
            return outcome;
        }
        catch (Exception exception)
        {
            mine.SetException(exception);

            // Observed here: perhaps nobody waits for it.
            _ = mine.Task.Exception;
            throw;
        }
        finally
        {
            _underWay.TryRemove(address, out _);
        }
    }

    /// <summary>Whether an outcome has a stored image, which is marked as in use.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>False also for an image that failed.</returns>
    /// <exception cref="IOException">The image can't be looked at.</exception>
    public bool IsStored(ImageOutcome outcome)
    {
        using var stored = outcome.ImageHash is { } address ? images.Use(address) : null;
        return stored is not null;
    }

    private ImageOutcome? Find(string address, int bytesIn)
    {
        using var stored = images.Use(address);
        if (stored is null)
        {
            return null;
        }

        Span<byte> start = stackalloc byte[64];
        start = start[..stored.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        return OutcomeOf(address, ImageFormats.Sniff(start), bytesIn, stored.Length);
    }

    private async Task<ImageOutcome> CompressAsync(
        string url, string address, ReadOnlyMemory<byte> source, CompressionSettings settings, CancellationToken cancellationToken)
    {
        using var result = await lane.RunAsync(() => Compress(url, source, settings), cancellationToken).ConfigureAwait(false);
        if (result.Failure is { } failure)
        {
            return ImageOutcome.Failed(failure, source.Length);
        }

        var content = result.Status == ImageStatus.Compressed ? result.Bytes : source;
        await StoreAsync(address, content, cancellationToken).ConfigureAwait(false);
        return OutcomeOf(address, result.Format, source.Length, content.Length);
    }

    private Task RequireRoomAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _unstored) is not { } unstored)
        {
            return Task.CompletedTask;
        }

        lock (_roomLock)
        {
            if (_roomSought.IsCompleted)
            {
                _roomSought = Task.Run(() => SeekRoomAsync(unstored), CancellationToken.None);
            }

            return _roomSought.WaitAsync(cancellationToken);
        }
    }

    // What could not be stored since counts on.
    private async Task SeekRoomAsync(UnstoredImage unstored)
    {
        await images.RequireRoomAsync(unstored.Length, CancellationToken.None).ConfigureAwait(false);
        Interlocked.CompareExchange(ref _unstored, null, unstored);
    }

    private async Task StoreAsync(string address, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            await images.StoreAsync(address, content, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            Volatile.Write(ref _unstored, new UnstoredImage(content.Length));
            throw;
        }
    }

    // A bug that one image shows, or memory that one image takes, is no reason to give up all others of the request.
    private CompressionResult Compress(string url, ReadOnlyMemory<byte> source, CompressionSettings settings)
    {
        try
        {
            return compressor.Compress(source.Span, settings);
        }
#pragma warning disable CA1031 // Written down, and told as the image's outcome.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "The image {Url} of {Length} bytes can't be compressed.", url, source.Length);
            return CompressionResult.Failed(new ImageFailure(
                FailureCodes.InternalError, "Something went wrong here while the image was compressed; the log says more."));
        }
    }

    // What is stored is smaller than its source, or is its source: the size tells which.
    private static ImageOutcome OutcomeOf(string address, ImageFormat? format, long bytesIn, long bytesOut) => new()
    {
        Status = bytesOut < bytesIn ? ImageStatus.Compressed : ImageStatus.KeptOriginal,
        ImageHash = address,
        Format = format,
        BytesIn = bytesIn,
        BytesOut = bytesOut,
    };

    // Two of the same length are two.
    private sealed class UnstoredImage(int length)
    {
        public int Length => length;
    }
}
