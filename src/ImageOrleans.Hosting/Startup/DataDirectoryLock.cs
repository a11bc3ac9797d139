namespace ImageOrleans.Hosting.Startup;

/// <summary>Keeps a second process from working in the same data directory: both would go on with the same requests.</summary>
internal sealed class DataDirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file)
    {
        _file = file;
    }

    /// <summary>Takes the lock. The system gives it back when the process ends, however it ends.</summary>
    /// <exception cref="ConfigurationException">Another process has it.</exception>
    public static DataDirectoryLock Take(string dataDirectory)
    {
        var path = Path.Combine(Path.GetFullPath(dataDirectory), "in-use");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new DataDirectoryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new ConfigurationException(
                $"The data directory '{Path.GetDirectoryName(path)}' is in use by another process. Stop that one, or set Storage:DataDirectory to another folder.");
        }
    }

    public void Dispose() => _file.Dispose();
}
