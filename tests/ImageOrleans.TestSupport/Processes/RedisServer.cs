using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Xunit;

namespace ImageOrleans.TestSupport.Processes;

/// <summary>A Redis of its own that keeps everything in memory, from Debian's package. It never outlives this process.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const string Program = "redis-server";
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly int _port;

    private RedisServer(Process process, int port)
    {
        _process = process;
        _port = port;
    }

    /// <summary>How clients connect.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    /// <summary>The one that the tests of an assembly share. Each uses keys of its own.</summary>
    public static Task<RedisServer> ShareAsync() =>
        SharedParts.GetAsync(typeof(RedisServer), () => StartAsync(TestContext.Current.CancellationToken));

    /// <summary>Starts a server, and waits until it listens.</summary>
    /// <exception cref="InvalidOperationException">Redis is not installed, or does not start.</exception>
    public static async Task<RedisServer> StartAsync(CancellationToken cancellationToken)
    {
        var port = LoopbackPort.FindFree();
        var server = new RedisServer(Start(port), port);
        try
        {
            await server.WaitUntilListeningAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        ProcessGuard.Remove(_process.Id);
        _process.Dispose();
    }

    private static Process Start(int port)
    {
        try
        {
            var process = Process.Start(new ProcessStartInfo(
                Program,
                ["--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            })!;
            ProcessGuard.Add(process.Id);
            return process;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException($"There is no {Program}. Install it: apt-get install {Program}", exception);
        }
    }

    private async Task WaitUntilListeningAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestStart);
        while (!await IsListeningAsync(limit.Token))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"Redis does not start. It wrote:\n{await _process.StandardOutput.ReadToEndAsync(limit.Token)}");
            }

            await Task.Delay(PollInterval, limit.Token);
        }

        // Read, so that it is never held up.
        _process.BeginOutputReadLine();
    }

    private async Task<bool> IsListeningAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", _port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
