using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;
using Xunit;

namespace ImageOrleans.TestSupport.Processes;

/// <summary>
/// A PostgreSQL of its own that can be stopped and started again, from Debian's package. It never outlives this process.
/// </summary>
public sealed partial class PostgresServer : IAsyncDisposable
{
    private const string Packages = "/usr/lib/postgresql";
    private const string User = "postgres";
    private const int Sigint = 2;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private const int ErrorLines = 20;

    private readonly ConcurrentQueue<string> _errors = [];
    private readonly TemporaryFolder _folder;
    private readonly string _binaries;
    private readonly int _port;
    private Process? _process;

    private PostgresServer(TemporaryFolder folder, string binaries, int port)
    {
        _folder = folder;
        _binaries = binaries;
        _port = port;
    }

    /// <summary>How an administrator connects.</summary>
    public string ConnectionString => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=imageorleans;Database=postgres");

    private string DataFolder => Path.Combine(_folder.Path, "data");

    /// <summary>The one that the tests of an assembly share. Each uses databases of its own.</summary>
    public static Task<PostgresServer> ShareAsync() =>
        SharedParts.GetAsync(typeof(PostgresServer), () => StartAsync(TestContext.Current.CancellationToken));

    /// <summary>Makes an empty server and starts it.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or does not start.</exception>
    public static async Task<PostgresServer> StartAsync(CancellationToken cancellationToken)
    {
        var server = new PostgresServer(new TemporaryFolder(), FindBinaries(), LoopbackPort.FindFree());
        try
        {
            await server.InitializeAsync(cancellationToken);
            await server.StartAgainAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it after it was stopped, on the same port, and waits until it answers.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        _process = Start(
            "postgres",
            [
                "-D", DataFolder, "-p", _port.ToString(CultureInfo.InvariantCulture), "-h", "127.0.0.1", "-k", "",
                "-c", "fsync=off", "-c", "max_connections=200",
            ]);
        ProcessGuard.Add(_process.Id);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestWait);
        while (!await AnswersAsync(limit.Token))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"PostgreSQL does not start. {await ErrorsOfAsync(_process, limit.Token)}");
            }

            await Task.Delay(PollInterval, limit.Token);
        }
    }

    /// <summary>Stops it: connections are cut, and nobody listens any more.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_process is not { } process)
        {
            return;
        }

        _process = null;
        if (SendSignal(process.Id, Sigint) == 0)
        {
            await process.WaitForExitAsync(cancellationToken).WaitAsync(LongestWait, cancellationToken);
        }

        ProcessGuard.Remove(process.Id);
        process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _folder.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int pid, int signal);

    private static string FindBinaries()
    {
        var folders = Directory.Exists(Packages) ? Directory.GetDirectories(Packages) : [];
        return folders.OrderBy(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            .LastOrDefault(Directory.Exists)
            ?? throw new InvalidOperationException($"There is no PostgreSQL in {Packages}. Install it: apt-get install postgresql");
    }

    private async Task InitializeAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(DataFolder);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(Process.Start("chown", [User, _folder.Path, DataFolder]), cancellationToken);
        }

        await RunAsync(Start("initdb", "-D", DataFolder, "-U", "imageorleans", "-A", "trust", "--locale=C.UTF-8", "--no-sync"), cancellationToken);
    }

    private async Task RunAsync(Process process, CancellationToken cancellationToken)
    {
        using (process)
        {
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException(
                    $"{string.Join(' ', process.StartInfo.ArgumentList)} ended with code {process.ExitCode}. {await ErrorsOfAsync(process, cancellationToken)}");
            }
        }
    }

    // PostgreSQL refuses to run as root. What sets the user is replaced by the program: the process is the program's.
    private Process Start(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(_binaries, program), .. arguments];
        string[] whole = Environment.IsPrivilegedProcess
            ? ["setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups", .. command]
            : command;
        var process = Process.Start(new ProcessStartInfo(whole[0], whole[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

        // Read, so that it is never held up.
        process.BeginOutputReadLine();
        process.ErrorDataReceived += (_, line) => NoteError(line.Data);
        process.BeginErrorReadLine();
        return process;
    }

    private void NoteError(string? line)
    {
        if (line is null)
        {
            return;
        }

        _errors.Enqueue(line);
        while (_errors.Count > ErrorLines)
        {
            _errors.TryDequeue(out _);
        }
    }

    private async Task<string> ErrorsOfAsync(Process ended, CancellationToken cancellationToken)
    {
        // Also waits for the last of what it wrote.
        await ended.WaitForExitAsync(cancellationToken);
        return $"It wrote:\n{string.Join('\n', _errors)}";
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false");
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
