using System.Net;
using System.Net.Sockets;

namespace ImageOrleans.Fetching.Guarding;

/// <summary>
/// Decides which addresses may be connected to: the public ones, and those in networks that the configuration names. It
/// keeps the URLs of strangers from reaching what only this machine can reach (server-side request forgery).
/// </summary>
/// <remarks>
/// Refused is whatever the IANA special-purpose registries (RFC 6890) do not call globally reachable, and in IPv6 whatever
/// lies outside the global unicast space 2000::/3 (RFC 4291). An IPv4 address carried in an IPv6 one is judged by the same
/// rules, since a tunnel or translator on the way would lead there: IPv4-mapped, -compatible (RFC 4291) and -translated
/// (RFC 2765), NAT64 under its well-known prefix (RFC 6052) and in the low 32 bits of 64:ff9b:1::/96 (RFC 8215; the rest of
/// that /48 is refused), 6to4 (RFC 3056), Teredo with its server and its client (RFC 4380), ISATAP (RFC 5214). NAT64 under
/// a prefix of an operator's own cannot be told from other addresses.
/// </remarks>
public sealed class AddressGuard
{
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private readonly IPNetwork[] _allowed;

    /// <summary>Makes a guard.</summary>
    /// <param name="allowedNetworks">
    /// Networks allowed although not public, in CIDR notation; see <see cref="FetchingOptions.AllowedNetworks"/>. They
    /// apply to the address that is connected to, not to one carried in it, except for the mapped form.
    /// </param>
    /// <exception cref="ArgumentException">An entry is no network in CIDR notation.</exception>
    public AddressGuard(IEnumerable<string> allowedNetworks)
    {
        ArgumentNullException.ThrowIfNull(allowedNetworks);
        List<IPNetwork> networks = [];
        foreach (string text in allowedNetworks)
        {
            networks.Add(AllowedNetwork.TryParse(text, out IPNetwork network, out string? problem)
                ? network
                : throw new ArgumentException($"An allowed network {problem}", nameof(allowedNetworks)));
        }

        _allowed = [.. networks];
    }

    /// <summary>Judges an address. A scope (<c>%eth0</c>) changes nothing.</summary>
    /// <param name="address">An IPv4 or IPv6 address.</param>
    public AddressVerdict Check(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        IPAddress target = OnTheWire(address);

        foreach (IPNetwork network in _allowed)
        {
            if (network.Contains(target))
            {
                return new AddressVerdict(IsAllowed: true, $"in the allowed network {network}");
            }
        }

        string? refusal = target.AddressFamily == AddressFamily.InterNetwork ? RefusalOfIPv4(target) : RefusalOfIPv6(target);
        return refusal is null
            ? new AddressVerdict(IsAllowed: true, "public")
            : new AddressVerdict(IsAllowed: false, refusal);
    }

    /// <summary>The address to connect to for <paramref name="address"/>: a mapped one is IPv4 in other words.</summary>
    internal static IPAddress OnTheWire(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static string? RefusalOfIPv4(IPAddress address) => Find(SpecialNetwork.IPv4, address)?.Refusal;

    private static string? RefusalOfIPv6(IPAddress address)
    {
        SpecialNetwork? special = Find(SpecialNetwork.IPv6, address);
        if (special?.Refusal is not null)
        {
            return special.Refusal;
        }

        foreach (EmbeddedAddress embedded in EmbeddedAddress.In(address))
        {
            if (RefusalOfIPv4(embedded.Address) is { } refusal)
            {
                return $"{embedded.Form} form of {embedded.Address}: {refusal}";
            }
        }

        return special is not null || GlobalUnicast.Contains(address)
            ? null
            : "outside the global unicast space 2000::/3 (RFC 4291)";
    }

    private static SpecialNetwork? Find(IReadOnlyList<SpecialNetwork> networks, IPAddress address) =>
        networks.FirstOrDefault(special => special.Network.Contains(address));
}
