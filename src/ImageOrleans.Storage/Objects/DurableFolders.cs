using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ImageOrleans.Storage.Objects;

/// <summary>
/// Folders whose entries survive a power failure. A file that is flushed is lost all the same if the entry that names it
/// is not on the disk (fsync(2), "Calling fsync() does not necessarily ensure that the entry in the directory …").
/// </summary>
/// <param name="flush">Forces the entries of a folder to the disk.</param>
internal sealed partial class DurableFolders(Action<string> flush)
{
    /// <summary>Makes a folder and those above it that are missing.</summary>
    public void Create(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        var parent = Path.GetDirectoryName(path)!;
        Create(parent);
        Directory.CreateDirectory(path);
        flush(parent);
    }

    /// <summary>Forces the entries of a folder to the disk.</summary>
    public void Flush(string path) => flush(path);

    /// <summary>Forces a file to the disk, gives it its name, and forces that to the disk.</summary>
    /// <exception cref="IOException">The file can't be flushed or renamed.</exception>
    public void Commit(PendingFile file)
    {
        file.Stream.Flush(flushToDisk: true);
        Rename(file);
        Flush(Path.GetDirectoryName(file.Path)!);
    }

    /// <summary>Gives a file its name, which may be lost in a power failure before its folder is flushed.</summary>
    /// <exception cref="IOException">The file can't be renamed.</exception>
    public void Rename(PendingFile file)
    {
        file.Close();
        try
        {
            File.Move(file.TemporaryPath, file.Path, overwrite: true);
        }
        catch (IOException) when (!Directory.Exists(Path.GetDirectoryName(file.Path)))
        {
            Create(Path.GetDirectoryName(file.Path)!);
            File.Move(file.TemporaryPath, file.Path, overwrite: true);
        }
    }

    /// <summary>Forces the entries of a folder to the disk on Linux; elsewhere it does nothing.</summary>
    /// <exception cref="IOException">The folder can't be opened or flushed.</exception>
    public static void FlushToDisk(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var folder = OpenFolder(path);
        RandomAccess.FlushToDisk(folder);
    }

    /// <summary>Opens a folder to flush it: .NET refuses to open one, but flushes one that is open.</summary>
    /// <exception cref="IOException">The folder can't be opened.</exception>
    public static SafeFileHandle OpenFolder(string path)
    {
        var folder = new SafeFileHandle(Open(path, CloseOnExec), ownsHandle: true);
        if (!folder.IsInvalid)
        {
            return folder;
        }

        folder.Dispose();
        throw new IOException(
            $"The folder '{path}' can't be opened to flush it: {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError());
    }

    // O_RDONLY | O_CLOEXEC
    private const int CloseOnExec = 0x80000;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);
}
