using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ImageOrleans.Storage.Objects;

/// <summary>Forces all that was written to a file system to the disk (syncfs(2)).</summary>
internal sealed partial class FileSystemSync : IDisposable
{
    // Earlier kernels do not tell when writing back failed.
    private static readonly Version FirstToTell = new(5, 8);

    private readonly SafeFileHandle _folder;

    private FileSystemSync(SafeFileHandle folder)
    {
        _folder = folder;
    }

    /// <summary>Makes one for the file system of a folder.</summary>
    /// <param name="folder">The folder. It stays open: what fails from now on is told.</param>
    /// <returns>Null where the system has no such call, or where it keeps failures to itself.</returns>
    /// <exception cref="IOException">The folder can't be opened.</exception>
    public static FileSystemSync? Create(string folder) =>
        OperatingSystem.IsLinux() && Environment.OSVersion.Version >= FirstToTell ? new FileSystemSync(DurableFolders.OpenFolder(folder)) : null;

    /// <summary>Returns when all that was written before is on the disk.</summary>
    /// <exception cref="IOException">Something could not be written.</exception>
    public void Flush()
    {
        if (SyncFileSystem(_folder) != 0)
        {
            throw new IOException($"What was written can't be forced to the disk: {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError());
        }
    }

    public void Dispose() => _folder.Dispose();

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SyncFileSystem(SafeFileHandle folder);
}
