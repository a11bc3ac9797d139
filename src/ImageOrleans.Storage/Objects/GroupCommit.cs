namespace ImageOrleans.Storage.Objects;

/// <summary>
/// Forces many small files to the disk together. One after the other each would cost two waits for the disk, for its content and
/// for the folder that names it, and most of a processor's time for a small image. Here a flush of the whole file system serves all
/// files that were written before it, and all names that were given before it: while one flush is under way, the next group gathers.
/// A file gets its name, as always, only when its content is on the disk.
/// </summary>
/// <param name="flush">Forces all that was written to the disk.</param>
/// <param name="rename">Gives a file its name; the folder is made where it is missing.</param>
/// <param name="commitAlone">Commits one file by itself, durably.</param>
internal sealed class GroupCommit(Action flush, Action<PendingFile> rename, Action<PendingFile> commitAlone)
{
    // Fewer are not worth a flush of everything, which also waits for what others have written.
    private const int SmallestGroup = 8;

    // How long a few wait for more to come: about as long as it takes to force one of them to a disk.
    private static readonly TimeSpan GatheringTime = TimeSpan.FromMilliseconds(2);

    private readonly Lock _lock = new();
    private List<PendingFile> _arrived = [];
    private bool _isRunning;

    /// <summary>Commits a file.</summary>
    /// <param name="file">The file, written.</param>
    /// <returns>A task that ends when the file is in its place and on the disk.</returns>
    /// <exception cref="IOException">The file can't be flushed or renamed.</exception>
    /// <exception cref="ObjectDisposedException">The store was closed meanwhile.</exception>
    public Task CommitAsync(PendingFile file)
    {
        lock (_lock)
        {
            _arrived.Add(file);
            if (!_isRunning)
            {
                _isRunning = true;
                _ = Task.Run(RunAsync);
            }
        }

        return file.Committed;
    }

    private async Task RunAsync()
    {
        // Their content is on the disk, their names are not given yet.
        List<PendingFile> flushed = [];
        while (TakeArrived(flushed.Count > 0) is { } arrived)
        {
            if (flushed.Count == 0 && arrived.Count < SmallestGroup)
            {
                await Task.Delay(GatheringTime);
                arrived.AddRange(TakeArrived(hasMore: true)!);
                if (arrived.Count < SmallestGroup)
                {
                    Settle(arrived, commitAlone);
                    continue;
                }
            }

            var renamed = flushed.Where(file => file.Try(rename)).ToList();
            flushed = TryFlush([.. renamed, .. arrived]) ? arrived : [];
            renamed.ForEach(file => file.Complete());
        }
    }

    // Null when there is nothing more to do.
    private List<PendingFile>? TakeArrived(bool hasMore)
    {
        lock (_lock)
        {
            if (_arrived.Count == 0 && !hasMore)
            {
                _isRunning = false;
                return null;
            }

            var arrived = _arrived;
            _arrived = [];
            return arrived;
        }
    }

    private bool TryFlush(List<PendingFile> files)
    {
        try
        {
            files.ForEach(file => file.Close());
            flush();
            return true;
        }
#pragma warning disable CA1031 // It is thrown where the files came from: here it would leave those who wait waiting.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            files.ForEach(file => file.Fail(exception));
            return false;
        }
    }

    private static void Settle(List<PendingFile> files, Action<PendingFile> commit)
    {
        foreach (var file in files.Where(file => file.Try(commit)))
        {
            file.Complete();
        }
    }
}
