using Microsoft.Extensions.Options;

namespace ImageOrleans.Storage.Objects;

/// <summary>
/// Files under keys such as <c>requests/5c…/output.csv</c>. A file appears under its key whole or not at all: it is
/// written under a temporary name, flushed, and renamed.
/// </summary>
public sealed class ObjectStore : IDisposable
{
    // Beside the rest, not in the system's folder: a rename works within one file system only.
    private const string TemporaryFolder = "tmp";

    private readonly string _root;
    private readonly DurableFolders? _durable;
    private readonly FileSystemSync? _sync;
    private readonly GroupCommit? _group;

    /// <summary>Makes the store, and its folder where it is missing.</summary>
    /// <param name="options">Where files are kept.</param>
    /// <exception cref="IOException">The folder can't be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be made.</exception>
    public ObjectStore(IOptions<StorageOptions> options)
        : this(options, DurableFolders.FlushToDisk)
    {
    }

    internal ObjectStore(IOptions<StorageOptions> options, Action<string> flushFolder)
    {
        _root = Path.GetFullPath(options.Value.DataDirectory);
        var temporaryFolder = Path.Combine(_root, TemporaryFolder);
        if (!options.Value.FlushToDisk)
        {
            CreateFolder(temporaryFolder);
            return;
        }

        _durable = new DurableFolders(flushFolder);
        CreateFolder(temporaryFolder);
        _sync = FileSystemSync.Create(temporaryFolder);
        _group = _sync is null ? null : new GroupCommit(_sync.Flush, _durable.Rename, _durable.Commit);
    }

    /// <summary>Ends its use of the file system.</summary>
    public void Dispose() => _sync?.Dispose();

    /// <summary>Begins a file. Nobody sees it before <see cref="ObjectWriter.CommitAsync"/>.</summary>
    /// <param name="key">Its key. A file under this key will be replaced.</param>
    /// <param name="isOneOfMany">Whether many such files come at once: then they are forced to the disk together.</param>
    /// <returns>The writer. Dispose it; uncommitted, nothing is left of it.</returns>
    /// <exception cref="ArgumentException">The key is not valid.</exception>
    /// <exception cref="IOException">The file can't be made.</exception>
    public ObjectWriter Create(string key, bool isOneOfMany = false)
    {
        var temporary = Path.Combine(_root, TemporaryFolder, Guid.NewGuid().ToString("N"));
        return new ObjectWriter(temporary, PathOf(key), _durable, isOneOfMany ? _group : null);
    }

    /// <summary>Begins a file that need not survive a power failure: it is not forced to the disk.</summary>
    /// <param name="key">Its key. A file under this key will be replaced.</param>
    /// <returns>The writer. Dispose it; uncommitted, nothing is left of it.</returns>
    /// <exception cref="ArgumentException">The key is not valid.</exception>
    /// <exception cref="IOException">The file can't be made.</exception>
    public ObjectWriter CreateUnflushed(string key) =>
        new(Path.Combine(_root, TemporaryFolder, Guid.NewGuid().ToString("N")), PathOf(key), durable: null, group: null);

    /// <summary>Opens a file for reading.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The file, seekable; null when there is none.</returns>
    /// <exception cref="ArgumentException">The key is not valid.</exception>
    /// <exception cref="IOException">The file can't be opened.</exception>
    public FileStream? OpenRead(string key)
    {
        try
        {
            return new FileStream(
                PathOf(key),
                new FileStreamOptions
                {
                    Mode = FileMode.Open,
                    Access = FileAccess.Read,
                    Share = FileShare.Read | FileShare.Delete,
                    Options = FileOptions.Asynchronous,
                    BufferSize = 0,
                });
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The size of a file.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The size in bytes; null when there is no such file.</returns>
    /// <exception cref="ArgumentException">The key is not valid.</exception>
    public long? LengthOf(string key)
    {
        var file = new FileInfo(PathOf(key));
        return file.Exists ? file.Length : null;
    }

    /// <summary>Where a file is, for those who serve it.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>An absolute path below the store's folder, whether or not there is a file.</returns>
    /// <exception cref="ArgumentException">The key is not valid.</exception>
    public string PathOf(string key)
    {
        if (!IsValid(key))
        {
            throw new ArgumentException($"'{key}' is no key: parts of letters, digits, '.', '-' and '_' with '/' between them.", nameof(key));
        }

        return Path.Combine(_root, key);
    }

    /// <summary>Moves a file to another key, where a file is replaced.</summary>
    /// <param name="from">Its key.</param>
    /// <param name="to">Its new key.</param>
    /// <returns>False when there is no such file.</returns>
    /// <exception cref="ArgumentException">A key is not valid.</exception>
    /// <exception cref="IOException">The file can't be moved.</exception>
    public bool Move(string from, string to)
    {
        var (source, target) = (PathOf(from), PathOf(to));
        CreateFolder(Path.GetDirectoryName(target)!);
        try
        {
            File.Move(source, target, overwrite: true);
            _durable?.Flush(Path.GetDirectoryName(target)!);
            _durable?.Flush(Path.GetDirectoryName(source)!);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Removes a file.</summary>
    /// <param name="key">Its key. Where there is no file, nothing happens.</param>
    /// <exception cref="ArgumentException">The key is not valid.</exception>
    /// <exception cref="IOException">The file can't be removed.</exception>
    public void Delete(string key)
    {
        try
        {
            File.Delete(PathOf(key));
        }
        catch (DirectoryNotFoundException)
        {
            // Then there is no such file either.
        }
    }

    /// <summary>Removes all files whose keys begin with a folder.</summary>
    /// <param name="folder">The folder, without a slash at its end. Where there is none, nothing happens.</param>
    /// <exception cref="ArgumentException">The folder is not valid as a key.</exception>
    /// <exception cref="IOException">A file can't be removed.</exception>
    public void DeleteFolder(string folder)
    {
        try
        {
            Directory.Delete(PathOf(folder), recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Then there are no such files either.
        }
    }

    /// <summary>Removes a file unless it was written or marked lately, also if that happens just now.</summary>
    /// <param name="key">Its key. Where there is no file, nothing happens.</param>
    /// <param name="than">Files written or marked at or after this time are left alone.</param>
    /// <returns>Whether it was removed.</returns>
    /// <exception cref="ArgumentException">The key is not valid.</exception>
    /// <exception cref="IOException">The file can't be removed.</exception>
    public bool DeleteOlder(string key, DateTimeOffset than)
    {
        // Where there is no file, the time is one of long ago.
        var path = PathOf(key);
        if (!File.Exists(path) || File.GetLastWriteTimeUtc(path) >= than.UtcDateTime)
        {
            return false;
        }

        // Put aside first: who marks it now either comes before, and is seen, or finds it gone.
        var aside = Path.Combine(_root, TemporaryFolder, Guid.NewGuid().ToString("N"));
        try
        {
            File.Move(path, aside);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }

        if (File.GetLastWriteTimeUtc(aside) < than.UtcDateTime)
        {
            File.Delete(aside);
            return true;
        }

        File.Move(aside, path, overwrite: true);
        return false;
    }

    /// <summary>Lists the keys of files that were neither written nor marked lately.</summary>
    /// <param name="folder">A folder of folders with files in them, without a slash at its end.</param>
    /// <param name="olderThan">Files written or marked at or after this time are passed over.</param>
    /// <returns>The keys, as the folders are read.</returns>
    /// <exception cref="ArgumentException">The folder is not valid as a key.</exception>
    /// <exception cref="IOException">A folder can't be read.</exception>
    public IEnumerable<string> ListOlder(string folder, DateTimeOffset olderThan)
    {
        var root = new DirectoryInfo(PathOf(folder));
        return root.Exists ? root.EnumerateDirectories().SelectMany(KeysOf) : [];

        IEnumerable<string> KeysOf(DirectoryInfo inner) => inner.EnumerateFiles()
            .Where(file => file.LastWriteTimeUtc < olderThan.UtcDateTime)
            .Select(file => $"{folder}/{inner.Name}/{file.Name}");
    }

    /// <summary>Removes what writers left behind that were ended by a crash.</summary>
    /// <param name="olderThan">Younger files are left alone: somebody may be writing them.</param>
    /// <exception cref="IOException">A file can't be removed.</exception>
    public void DeleteAbandoned(DateTimeOffset olderThan) => DeleteFilesOlder(TemporaryFolder, olderThan);

    /// <summary>Removes uploads that nobody submitted.</summary>
    /// <param name="olderThan">Younger files are left alone: somebody may be about to submit them.</param>
    /// <exception cref="IOException">A file can't be removed.</exception>
    public void DeleteAbandonedUploads(DateTimeOffset olderThan) => DeleteFilesOlder(RequestFiles.Uploads, olderThan);

    private void DeleteFilesOlder(string folder, DateTimeOffset olderThan)
    {
        var files = new DirectoryInfo(Path.Combine(_root, folder));
        if (!files.Exists)
        {
            return;
        }

        foreach (var file in files.EnumerateFiles())
        {
            if (file.LastWriteTimeUtc < olderThan.UtcDateTime)
            {
                file.Delete();
            }
        }
    }

    private void CreateFolder(string path)
    {
        if (_durable is null)
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            _durable.Create(path);
        }
    }

    // What can't leave the folder: no empty part, no "." or "..", no separator of any system, no drive.
    private static bool IsValid(string key)
    {
        foreach (var part in key.AsSpan().Split('/'))
        {
            var text = key.AsSpan(part);
            if (text.IsEmpty || text[0] == '.' || text.ContainsAnyExcept(Allowed))
            {
                return false;
            }
        }

        return true;
    }

    private static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");
}
