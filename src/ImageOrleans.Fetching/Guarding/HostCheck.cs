using System.Net.Sockets;

namespace ImageOrleans.Fetching.Guarding;

/// <summary>Tells beforehand whether a host may be connected to. The connection itself is judged again when it is made.</summary>
public sealed class HostCheck
{
    private readonly AddressGuard _guard;
    private readonly INameResolver _resolver;

    /// <summary>Makes a check that asks the system for the addresses of names.</summary>
    /// <param name="guard">Judges addresses.</param>
    public HostCheck(AddressGuard guard)
        : this(guard, new SystemNameResolver())
    {
    }

    internal HostCheck(AddressGuard guard, INameResolver resolver) => (_guard, _resolver) = (guard, resolver);

    /// <summary>Finds out why the host of a URL must not be connected to.</summary>
    /// <param name="url">An absolute http or https URL.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>A sentence for the user who gave the URL; null when it may, or when the name has no address at the moment.</returns>
    public async Task<string?> FindRefusalAsync(Uri url, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(url);
        try
        {
            await GuardedConnector.AllowedAddressesAsync(_guard, _resolver, url.IdnHost, cancellationToken);
            return null;
        }
        catch (AddressNotAllowedException exception)
        {
            return exception.PublicMessage;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
