using System.Net;

namespace ImageOrleans.Fetching.Guarding;

/// <summary>A network with a meaning of its own in the IANA special-purpose address registries.</summary>
/// <param name="Network">Its addresses.</param>
/// <param name="Refusal">Why they are refused; null where the IPv4 address inside them decides.</param>
internal sealed record SpecialNetwork(IPNetwork Network, string? Refusal)
{
    /// <summary>https://www.iana.org/assignments/iana-ipv4-special-registry, and multicast.</summary>
    public static IReadOnlyList<SpecialNetwork> IPv4 { get; } =
    [
        Refused("0.0.0.0/8", "\"this network\" (RFC 791)"),
        Refused("10.0.0.0/8", "private network (RFC 1918)"),
        Refused("100.64.0.0/10", "shared address space behind carrier-grade NAT (RFC 6598)"),
        Refused("127.0.0.0/8", "loopback (RFC 1122)"),
        Refused("169.254.0.0/16", "link-local (RFC 3927)"),
        Refused("172.16.0.0/12", "private network (RFC 1918)"),
        Refused("192.0.0.0/24", "IETF protocol assignments (RFC 6890)"),
        Refused("192.0.2.0/24", "documentation (RFC 5737)"),
        Refused("192.88.99.0/24", "6to4 relay anycast (RFC 7526)"),
        Refused("192.168.0.0/16", "private network (RFC 1918)"),
        Refused("198.18.0.0/15", "benchmarking (RFC 2544)"),
        Refused("198.51.100.0/24", "documentation (RFC 5737)"),
        Refused("203.0.113.0/24", "documentation (RFC 5737)"),
        Refused("224.0.0.0/4", "multicast (RFC 5771)"),
        Refused("255.255.255.255/32", "broadcast (RFC 919)"),
        Refused("240.0.0.0/4", "reserved (RFC 1112)"),
    ];

    /// <summary>https://www.iana.org/assignments/iana-ipv6-special-registry, and multicast. The first that matches counts.</summary>
    public static IReadOnlyList<SpecialNetwork> IPv6 { get; } =
    [
        Refused("::/128", "unspecified (RFC 4291)"),
        Refused("::1/128", "loopback (RFC 4291)"),
        DecidedInside("::/96"),
        DecidedInside("::ffff:0:0:0/96"),
        DecidedInside("64:ff9b::/96"),
        DecidedInside("64:ff9b:1::/96"),
        Refused("64:ff9b:1::/48", "IPv4/IPv6 translation for local use (RFC 8215)"),
        Refused("100::/64", "discard-only (RFC 6666)"),
        Refused("100:0:0:1::/64", "dummy prefix (RFC 9780)"),
        DecidedInside("2001::/32"),
        Refused("2001::/23", "IETF protocol assignments (RFC 2928)"),
        Refused("2001:db8::/32", "documentation (RFC 3849)"),
        DecidedInside("2002::/16"),
        Refused("3fff::/20", "documentation (RFC 9637)"),
        Refused("5f00::/16", "segment routing identifiers (RFC 9602)"),
        Refused("fc00::/7", "unique local (RFC 4193)"),
        Refused("fe80::/10", "link-local (RFC 4291)"),
        Refused("fec0::/10", "site-local (RFC 3879)"),
        Refused("ff00::/8", "multicast (RFC 4291)"),
    ];

    private static SpecialNetwork Refused(string network, string why) => new(IPNetwork.Parse(network), why);

    private static SpecialNetwork DecidedInside(string network) => new(IPNetwork.Parse(network), Refusal: null);
}
