using System.Globalization;
using System.Net;

namespace Orleans.Runtime;

/// <summary>The identity of one run of a silo: its endpoint and a generation. As text: <c>S127.0.0.1:11111:42</c>.</summary>
public sealed class SiloAddress : IEquatable<SiloAddress>, IComparable<SiloAddress>
{
    private static readonly DateTime Epoch = new(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static int _lastGeneration;

    private SiloAddress(IPEndPoint endpoint, int generation)
    {
        Endpoint = endpoint;
        Generation = generation;
    }

    /// <summary>No silo.</summary>
    public static SiloAddress Zero { get; } = New(new IPEndPoint(0, 0), 0);

    /// <summary>Where the silo would listen.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Tells runs of a silo at the same endpoint apart.</summary>
    public int Generation { get; }

    /// <summary>Makes one of its parts.</summary>
    public static SiloAddress New(IPEndPoint ep, int gen) => new(ep, gen);

    /// <summary>Makes one of its parts.</summary>
    public static SiloAddress New(IPAddress address, int port, int generation) => new(new IPEndPoint(address, port), generation);

    /// <summary>A generation greater than all before: seconds since 2022.</summary>
    public static int AllocateNewGeneration()
    {
        var now = (int)(DateTime.UtcNow - Epoch).TotalSeconds;
        int last;
        int next;
        do
        {
            last = _lastGeneration;
            next = Math.Max(now, last + 1);
        }
        while (Interlocked.CompareExchange(ref _lastGeneration, next, last) != last);
        return next;
    }

    /// <summary>Reads what <see cref="ToParsableString"/> gives.</summary>
    /// <exception cref="FormatException">It is not of that form.</exception>
    public static SiloAddress FromParsableString(string addr)
    {
        var at = addr.LastIndexOf('@');
        return at > 0
            && IPEndPoint.TryParse(addr.AsSpan(0, at), out var endpoint)
            && int.TryParse(addr.AsSpan(at + 1), NumberStyles.Integer, CultureInfo.InvariantCulture, out var generation)
            ? new SiloAddress(endpoint, generation)
            : throw new FormatException($"'{addr}' is not of the form address:port@generation.");
    }

    /// <summary>A text that <see cref="FromParsableString"/> reads: <c>127.0.0.1:11111@42</c>.</summary>
    public string ToParsableString() => $"{Endpoint}@{Generation}";

    /// <inheritdoc />
    public bool Equals(SiloAddress? other) =>
        other is not null && Generation == other.Generation && Endpoint.Equals(other.Endpoint);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Endpoint, Generation);

    /// <inheritdoc />
    public int CompareTo(SiloAddress? other) =>
        other is null ? 1 : string.CompareOrdinal(ToParsableString(), other.ToParsableString());

    /// <inheritdoc />
    public override string ToString() => $"S{Endpoint}:{Generation}";
}
