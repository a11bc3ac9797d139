using System.Buffers.Binary;
using System.Net;

namespace ImageOrleans.Fetching.Guarding;

/// <summary>An IPv4 address that an IPv6 address carries, and to which a tunnel or translator on the way would lead.</summary>
/// <param name="Form">How it is carried.</param>
/// <param name="Address">The IPv4 address.</param>
internal readonly record struct EmbeddedAddress(string Form, IPAddress Address)
{
    private static readonly (IPNetwork Network, string Form, int Offset)[] Prefixes =
    [
        (IPNetwork.Parse("::/96"), "IPv4-compatible (RFC 4291)", 12),
        (IPNetwork.Parse("::ffff:0:0:0/96"), "IPv4-translated (RFC 2765)", 12),
        (IPNetwork.Parse("64:ff9b::/96"), "NAT64 (RFC 6052)", 12),
        (IPNetwork.Parse("64:ff9b:1::/96"), "local NAT64 (RFC 8215)", 12),
        (IPNetwork.Parse("2002::/16"), "6to4 (RFC 3056)", 2),
        (IPNetwork.Parse("2001::/32"), "Teredo server (RFC 4380)", 4),
    ];

    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");

    /// <summary>All IPv4 addresses that <paramref name="address"/>, an IPv6 address that is not mapped, carries.</summary>
    public static IEnumerable<EmbeddedAddress> In(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        foreach ((IPNetwork network, string form, int offset) in Prefixes)
        {
            if (network.Contains(address))
            {
                yield return new EmbeddedAddress(form, new IPAddress(bytes.AsSpan(offset, 4)));
            }
        }

        if (Teredo.Contains(address))
        {
            // RFC 4380, section 4: the client's address has every bit inverted, so that NATs leave it alone.
            uint client = ~BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(12));
            byte[] clear = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(clear, client);
            yield return new EmbeddedAddress("Teredo client (RFC 4380)", new IPAddress(clear));
        }
        else if ((bytes[8] & ~0x02) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe)
        {
            // RFC 5214, section 6.1: under any prefix, with or without the universal/local bit.
            yield return new EmbeddedAddress("ISATAP (RFC 5214)", new IPAddress(bytes.AsSpan(12, 4)));
        }
    }
}
