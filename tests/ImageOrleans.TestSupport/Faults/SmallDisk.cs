using System.Diagnostics;
using System.Globalization;
using ImageOrleans.TestSupport.Processes;
using Xunit;

namespace ImageOrleans.TestSupport.Faults;

/// <summary>
/// A small disk in memory that can be filled and freed. It is mounted where only the processes see it that are started on it:
/// in namespaces of their own (unshare(1)), which most systems let anybody make. It is gone when they are.
/// </summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private const string Ready = "mounted";
    private const int PieceLength = 64 * 1024;

    private readonly TemporaryFolder _mountPoint = new();
    private readonly Process _holder;

    private SmallDisk(int megabytes)
    {
        string[] own = Environment.IsPrivilegedProcess ? ["--mount"] : ["--mount", "--user", "--map-root-user"];
        var script = string.Create(
            CultureInfo.InvariantCulture, $"mount -t tmpfs -o size={megabytes}m tmpfs \"$0\" && echo {Ready} && exec sleep infinity");
        _holder = Process.Start(new ProcessStartInfo("unshare", [.. own, "sh", "-c", script, _mountPoint.Path])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        ProcessGuard.Add(_holder.Id);
    }

    /// <summary>Where it is, to the processes that are started on it.</summary>
    public string Path => _mountPoint.Path;

    /// <summary>Where it is, to everybody else.</summary>
    public string VisiblePath => string.Create(CultureInfo.InvariantCulture, $"/proc/{_holder.Id}/root{_mountPoint.Path}");

    /// <summary>What a command line begins with, to be started on the disk.</summary>
    public IReadOnlyList<string> Launcher
    {
        get
        {
            var holder = _holder.Id.ToString(CultureInfo.InvariantCulture);
            return Environment.IsPrivilegedProcess
                ? ["nsenter", "--target", holder, "--mount"]
                : ["nsenter", "--target", holder, "--mount", "--user", "--preserve-credentials"];
        }
    }

    private string Ballast => System.IO.Path.Combine(VisiblePath, "ballast");

    /// <summary>Makes one.</summary>
    /// <param name="megabytes">Its size.</param>
    public static async Task<SmallDisk> CreateAsync(int megabytes)
    {
        var disk = new SmallDisk(megabytes);
        if (await disk._holder.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) != Ready)
        {
            var problem = await disk._holder.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await disk.DisposeAsync();
            Assert.Fail($"This system lets nobody mount a disk in a namespace, neither root nor others: {problem}");
        }

        return disk;
    }

    /// <summary>Takes all the space that is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var piece = new byte[PieceLength];
        for (var length = piece.Length; length > 0;)
        {
            try
            {
                file.Write(piece, 0, length);
            }
            catch (IOException)
            {
                // Full: what is left is filled with smaller pieces.
                length /= 2;
            }
        }
    }

    /// <summary>Gives the space back.</summary>
    public void Free() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        _holder.Kill();
        await _holder.WaitForExitAsync();
        ProcessGuard.Remove(_holder.Id);
        _holder.Dispose();
        _mountPoint.Dispose();
    }
}
