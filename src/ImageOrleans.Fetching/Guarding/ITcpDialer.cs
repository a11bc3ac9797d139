using System.Net;

namespace ImageOrleans.Fetching.Guarding;

/// <summary>Opens TCP connections to addresses that the guard has let pass.</summary>
internal interface ITcpDialer
{
    /// <summary>Connects.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">No connection came about.</exception>
    ValueTask<Stream> DialAsync(IPEndPoint endPoint, CancellationToken cancellationToken);
}
