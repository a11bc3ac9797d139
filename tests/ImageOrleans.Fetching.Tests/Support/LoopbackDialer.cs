using System.Collections.Concurrent;
using System.Net;
using ImageOrleans.Fetching.Guarding;

namespace ImageOrleans.Fetching.Tests.Support;

/// <summary>
/// Really connects, but to loopback alone: other addresses must be routed to a server of the test, or be a black hole.
/// </summary>
internal sealed class LoopbackDialer : ITcpDialer
{
    private readonly SocketDialer _sockets = new();
    private readonly Dictionary<IPAddress, IPEndPoint> _routes = [];
    private readonly HashSet<IPAddress> _blackHoles = [];

    public ConcurrentQueue<IPAddress> Dialed { get; } = [];

    public void Route(string address, IPEndPoint to) => _routes.Add(IPAddress.Parse(address), to);

    public void BlackHole(string address) => _blackHoles.Add(IPAddress.Parse(address));

    public async ValueTask<Stream> DialAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        Dialed.Enqueue(endPoint.Address);
        if (_blackHoles.Contains(endPoint.Address))
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }

        IPEndPoint target = _routes.GetValueOrDefault(endPoint.Address, endPoint);
        return IPAddress.IsLoopback(target.Address)
            ? await _sockets.DialAsync(target, cancellationToken)
            : throw new InvalidOperationException($"A test would have connected to {target}.");
    }
}
