using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ImageOrleans.Fetching.Tests.Support;

/// <summary>A server on loopback that answers each connection's first request with whatever a test writes to the socket.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<NetworkStream, int, Task> _answer;
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;
    private int _requests;

    private RawServer(Func<NetworkStream, int, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/image.jpg";

    /// <summary>Requests whose headers have arrived.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Starts a server.</summary>
    /// <param name="answer">Gets the connection, after the request's headers were read, and the request's number from 1 on.</param>
    public static RawServer Start(Func<NetworkStream, int, Task> answer) => new(answer);

    /// <summary>A server that sends the same text and closes.</summary>
    public static RawServer Start(string answer) =>
        new((stream, _) => stream.WriteAsync(Encoding.Latin1.GetBytes(answer)).AsTask());

    /// <summary>A server that sends text, and then nothing more, for ever.</summary>
    public static RawServer StartStalling(string answer)
    {
        RawServer? server = null;
        server = new RawServer(async (stream, _) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer));
            await server!.StallAsync();
        });
        return server;
    }

    /// <summary>Does nothing until the test is over.</summary>
    public Task StallAsync() => new TaskCompletionSource().Task.WaitAsync(_stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            NetworkStream stream = client.GetStream();
            try
            {
                if (await ReadHeadersAsync(stream))
                {
                    await _answer(stream, Interlocked.Increment(ref _requests));
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The client hung up, as it may.
            }
        }
    }

    private async Task<bool> ReadHeadersAsync(NetworkStream stream)
    {
        StringBuilder seen = new();
        byte[] buffer = new byte[1024];
        while (!seen.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            int read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0)
            {
                return false;
            }

            seen.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return true;
    }
}
