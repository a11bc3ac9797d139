using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace ImageOrleans.Fetching.Guarding;

/// <summary>
/// Reads networks in CIDR notation (RFC 4632, RFC 4291 section 2.3), and strictly, because .NET's own reader takes
/// <c>010.0.0.0/8</c> for 8.0.0.0/8, <c>10.1/16</c> for 10.0.0.0/16, and drops the host bits of <c>10.0.0.1/8</c>.
/// </summary>
internal static class AllowedNetwork
{
    public static bool TryParse(string? text, out IPNetwork network, [NotNullWhen(false)] out string? problem)
    {
        network = default;
        int slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (text is null || slash < 0 || !IPNetwork.TryParse(text, out IPNetwork parsed) || !IsPlain(text.AsSpan(0, slash)))
        {
            problem = $"is '{text}', which is no network in CIDR notation, such as 10.0.0.0/8 or fd00::/8.";
            return false;
        }

        if (!parsed.BaseAddress.Equals(IPAddress.Parse(text.AsSpan(0, slash))))
        {
            problem = $"is '{text}', which has bits set beyond its prefix; the network is {parsed}.";
            return false;
        }

        // The mapped form is IPv4 on the wire, and is judged as such.
        network = parsed.BaseAddress.IsIPv4MappedToIPv6 && parsed.PrefixLength >= 96
            ? new IPNetwork(parsed.BaseAddress.MapToIPv4(), parsed.PrefixLength - 96)
            : parsed;
        problem = null;
        return true;
    }

    private static bool IsPlain(ReadOnlySpan<char> address) =>
        IPAddress.TryParse(address, out IPAddress? parsed)
        && (parsed.AddressFamily == AddressFamily.InterNetwork
            ? address.SequenceEqual(parsed.ToString())
            : !address.ContainsAny('%', '[', ']'));
}
