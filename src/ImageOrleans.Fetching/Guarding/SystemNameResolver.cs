using System.Net;

namespace ImageOrleans.Fetching.Guarding;

/// <summary>Resolves names as the system does: hosts file, then DNS, sorted by RFC 6724.</summary>
internal sealed class SystemNameResolver : INameResolver
{
    public async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(host, cancellationToken);
}
