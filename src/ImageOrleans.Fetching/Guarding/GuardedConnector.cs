using System.Net;
using System.Net.Sockets;

namespace ImageOrleans.Fetching.Guarding;

/// <summary>
/// Makes the connections of a guarded handler. The name is resolved here, every address is judged, and the very address that
/// passed is connected to: a name that answers differently the next time (DNS rebinding) gains nothing.
/// </summary>
internal sealed class GuardedConnector(
    AddressGuard guard, INameResolver resolver, ITcpDialer dialer, TimeSpan timeout, TimeProvider timeProvider)
{
    private const string HowToAllow =
        $"If it is yours, allow its network with {FetchingOptions.SectionName}:{nameof(FetchingOptions.AllowedNetworks)}.";

    /// <summary>Connects to the first allowed address of <paramref name="host"/> that answers.</summary>
    /// <exception cref="AddressNotAllowedException">The host has addresses, and none is allowed.</exception>
    /// <exception cref="SocketException">
    /// The name has no address, or none of the allowed ones could be connected to; then it is what the last one said.
    /// </exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint host, CancellationToken cancellationToken)
    {
        long start = timeProvider.GetTimestamp();
        IPAddress[] candidates = await AllowedAddressesAsync(guard, resolver, host.Host, cancellationToken);

        SocketException? last = null;
        for (int i = 0; i < candidates.Length; i++)
        {
            // An address that does not answer must leave time for those after it.
            TimeSpan share = (timeout - timeProvider.GetElapsedTime(start)) / (candidates.Length - i);
            try
            {
                return await DialAsync(new IPEndPoint(candidates[i], host.Port), share, cancellationToken);
            }
            catch (SocketException exception)
            {
                last = exception;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }

    /// <summary>The addresses of a host that may be connected to.</summary>
    /// <exception cref="AddressNotAllowedException">The host has addresses, and none is allowed.</exception>
    /// <exception cref="SocketException">The name has no address.</exception>
    internal static async ValueTask<IPAddress[]> AllowedAddressesAsync(
        AddressGuard guard, INameResolver resolver, string host, CancellationToken cancellationToken)
    {
        bool isLiteral = IPAddress.TryParse(host, out IPAddress? literal);
        IPAddress[] addresses = isLiteral ? [literal!] : await resolver.ResolveAsync(host, cancellationToken);
        (IPAddress Address, AddressVerdict Verdict)[] judged = [.. addresses.Select(address => (address, guard.Check(address)))];
        IPAddress[] allowed = [.. judged.Where(one => one.Verdict.IsAllowed).Select(one => AddressGuard.OnTheWire(one.Address))];

        if (judged.Length > 0 && allowed.Length == 0)
        {
            string refused = string.Join(", ", judged.Select(one => $"{one.Address} ({one.Verdict.Reason})"));
            throw new AddressNotAllowedException(
                $"No address of {host} may be connected to: {refused}.",
                isLiteral
                    ? $"The address {literal} is not public ({judged[0].Verdict.Reason}). {HowToAllow}"
                    : $"The host has no public address. {HowToAllow}");
        }

        return allowed;
    }

    private async ValueTask<Stream> DialAsync(IPEndPoint endPoint, TimeSpan share, CancellationToken cancellationToken)
    {
        if (share <= TimeSpan.Zero)
        {
            throw new SocketException((int)SocketError.TimedOut);
        }

        using CancellationTokenSource expired = new(share, timeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(expired.Token, cancellationToken);
        try
        {
            return await dialer.DialAsync(endPoint, either.Token);
        }
        catch (OperationCanceledException) when (expired.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new SocketException((int)SocketError.TimedOut);
        }
    }
}
