namespace ImageOrleans.Storage.Objects;

/// <summary>A file in the making. It gets its key by <see cref="CommitAsync"/>; disposed without, it is removed.</summary>
public sealed class ObjectWriter : IAsyncDisposable
{
    private readonly string _temporaryPath;
    private readonly string _path;
    private readonly DurableFolders? _durable;
    private readonly GroupCommit? _group;
    private readonly FileStream _stream;
    private bool _committed;

    internal ObjectWriter(string temporaryPath, string path, DurableFolders? durable, GroupCommit? group)
    {
        _group = group;
        _temporaryPath = temporaryPath;
        _path = path;
        _durable = durable;
        _stream = new FileStream(
            temporaryPath,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Options = FileOptions.Asynchronous,
                BufferSize = 0,
            });
    }

    /// <summary>Where to write. It is not buffered: write in pieces of some size.</summary>
    public Stream Stream => _stream;

    /// <summary>Ends the writing: flushes the file, gives it its key, and flushes the folder that says so.</summary>
    /// <returns>A task that ends when the file is in its place.</returns>
    /// <exception cref="IOException">The file can't be flushed or renamed.</exception>
    public async Task CommitAsync()
    {
        if (_durable is null)
        {
            await _stream.DisposeAsync();
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            File.Move(_temporaryPath, _path, overwrite: true);
            _committed = true;
            return;
        }

        var file = new PendingFile(_stream, _temporaryPath, _path);
        if (_group is not null)
        {
            await _group.CommitAsync(file);
            _committed = true;
            return;
        }

        // Flushing blocks for as long as the disk takes: not on a thread that others wait for.
        await Task.Run(() => _durable.Commit(file));
        _committed = true;
    }

    /// <summary>Removes the file unless it was committed.</summary>
    /// <returns>A task that ends when nothing is left of it.</returns>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        if (!_committed)
        {
            File.Delete(_temporaryPath);
        }
    }
}
