using System.Reflection;

namespace ImageOrleans.Fetching;

/// <summary>How images are downloaded. Bound to the section <see cref="SectionName"/> and validated at start.</summary>
public sealed class FetchingOptions
{
    /// <summary>The configuration section: <c>Fetching</c>.</summary>
    public const string SectionName = "Fetching";

    /// <summary>The longest body accepted, in bytes after decompression: 1 to 1,073,741,824. Default: 33,554,432 (32 MiB).</summary>
    public long MaxBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>
    /// How long resolving a name, connecting and the TLS handshake may take together: 1 ms to 1 day. Default: 10 s. The
    /// addresses of a name are tried in turn, each for an equal share of what is left.
    /// </summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long one attempt may take, redirects and body included: 1 ms to 1 day. Default: 60 s. Waiting for a turn at
    /// the host, or for room in <see cref="MaxBufferedBytes"/>, is not counted.
    /// </summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long all attempts and the pauses between them may take: 1 ms to 1 day, and at least <see cref="AttemptTimeout"/>.
    /// Default: 180 s. Waiting is not counted, as for <see cref="AttemptTimeout"/>.
    /// </summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(180);

    /// <summary>How long the server may send nothing in the middle of a body: 1 ms to 1 day. Default: 20 s.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How many redirects are followed in one attempt: 0 to 50. Default: 5.</summary>
    public int MaxRedirects { get; set; } = 5;

    /// <summary>How often an image is asked for before its failure is final: 1 to 20. Default: 4, one try and three retries.</summary>
    public int MaxAttempts { get; set; } = 4;

    /// <summary>
    /// The pause before the first retry, doubled for each further one, with jitter: 1 ms to 1 day. Default: 500 ms.
    /// </summary>
    public TimeSpan RetryBaseDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The longest pause of that growth: 1 ms to 1 day, and at least <see cref="RetryBaseDelay"/>. Default: 30 s.
    /// </summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The longest pause taken because the server asked for it with <c>Retry-After</c> (RFC 9110, section 10.2.3):
    /// 1 ms to 1 day. Default: 60 s. A longer one is cut to this.
    /// </summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How many requests and connections one host (scheme, name and port) gets at once: 1 to 1,000. Default: 16.
    /// </summary>
    public int MaxConnectionsPerHost { get; set; } = 16;

    /// <summary>
    /// How many bytes of buffers all downloads hold together before further ones wait to read their body: 1 to 2^40.
    /// Default: 536,870,912 (512 MiB). Buffers are powers of two, so they take up to twice the bytes in them. One image is
    /// always admitted, and a body of unknown length grows without waiting, so the limit can be passed by that much.
    /// </summary>
    public long MaxBufferedBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>The <c>User-Agent</c> sent: printable ASCII, 1 to 256 characters. Default: <c>ImageOrleans/</c> and the version.</summary>
    public string UserAgent { get; set; } = $"ImageOrleans/{ProductVersion()}";

    /// <summary>
    /// Networks that may be connected to although they are not public, in CIDR notation: <c>10.0.0.0/8</c>,
    /// <c>fd00::/8</c>. Default: none. An IPv4 network covers the mapped form (<c>::ffff:10.0.0.1</c>) too.
    /// </summary>
    public IList<string> AllowedNetworks { get; } = [];

    private static string ProductVersion()
    {
        string? version = typeof(FetchingOptions).Assembly
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return version?.Split('+')[0] ?? "0";
    }
}
