using System.Net;

namespace ImageOrleans.Fetching.Guarding;

/// <summary>Finds the addresses of a host name.</summary>
internal interface INameResolver
{
    /// <summary>All addresses of a name, in the order in which they should be tried.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The name has no address, or could not be asked for.</exception>
    ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}
