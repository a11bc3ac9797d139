namespace ImageOrleans.Storage.Objects;

/// <summary>A file that is written and waits for its name.</summary>
/// <param name="stream">The file, open.</param>
/// <param name="temporaryPath">Where it is.</param>
/// <param name="path">Where it is to be.</param>
internal sealed class PendingFile(FileStream stream, string temporaryPath, string path)
{
    private readonly TaskCompletionSource _committed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FileStream Stream => stream;

    public string TemporaryPath => temporaryPath;

    public string Path => path;

    /// <summary>Ends when the file is in its place and on the disk, or can't be.</summary>
    public Task Committed => _committed.Task;

    /// <summary>Closes the file. Twice does no harm.</summary>
    public void Close() => stream.Dispose();

    /// <summary>Does something with the file. What goes wrong with it goes to who waits for it.</summary>
    /// <returns>Whether it went well.</returns>
    public bool Try(Action<PendingFile> action)
    {
        try
        {
            action(this);
            return true;
        }
#pragma warning disable CA1031 // It is thrown where the file came from.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
            return false;
        }
    }

    /// <summary>Tells who waits that it is done, unless it failed.</summary>
    public void Complete() => _committed.TrySetResult();

    /// <summary>Tells who waits that it can't be done.</summary>
    public void Fail(Exception exception) => _committed.TrySetException(exception);
}
