using System.Diagnostics;
using System.Net;
using System.Text;

namespace ImageOrleans.Fetching.Guarding;

/// <summary>
/// Makes HTTP handlers that connect only where an <see cref="AddressGuard"/> lets them, for all requests to hosts that
/// strangers name: images, webhooks.
/// </summary>
public static class GuardedHttpHandler
{
    private const int MaxHeaderKilobytes = 32;
    private const int MaxDrainedBytes = 64 * 1024;

    /// <summary>
    /// Makes a handler. It speaks HTTP/1.1, and HTTP/2 where TLS negotiates it and the request asks for it; it decompresses;
    /// it has no cookies, no proxy, no credentials, follows no redirects, and sends no trace headers. A refused address is an
    /// <see cref="HttpRequestException"/> with an <see cref="AddressNotAllowedException"/> inside.
    /// </summary>
    /// <param name="guard">Which addresses may be connected to.</param>
    /// <param name="options">Its connect timeout and its connections for each host are used.</param>
    /// <param name="timeProvider">The clock of the connect timeout; null for the system's.</param>
    /// <returns>A handler that the caller owns; share one among all requests of a purpose.</returns>
    public static SocketsHttpHandler Create(AddressGuard guard, FetchingOptions options, TimeProvider? timeProvider = null) =>
        Create(guard, options, timeProvider ?? TimeProvider.System, new SystemNameResolver(), new SocketDialer());

    internal static SocketsHttpHandler Create(
        AddressGuard guard, FetchingOptions options, TimeProvider timeProvider, INameResolver resolver, ITcpDialer dialer)
    {
        ArgumentNullException.ThrowIfNull(guard);
        ArgumentNullException.ThrowIfNull(options);

        GuardedConnector connector = new(guard, resolver, dialer, options.ConnectTimeout, timeProvider);
        return new SocketsHttpHandler
        {
            ConnectCallback = (context, cancellationToken) => connector.ConnectAsync(context.DnsEndPoint, cancellationToken),
            ConnectTimeout = options.ConnectTimeout,
            MaxConnectionsPerServer = options.MaxConnectionsPerHost,
            // A host that moves is found again, and the guard asked again.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),

            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            Credentials = null,
            PreAuthenticate = false,

            // No Brotli: nobody compresses images with it, and its decoder's exceptions cannot be told from those of bugs.
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            // Enough to keep the connection after the page of a redirect or an error; not worth more.
            MaxResponseDrainSize = MaxDrainedBytes,
            // Servers that do not escape their redirects write them in UTF-8 (as browsers take them).
            ResponseHeaderEncodingSelector = static (name, _) =>
                name.Equals("Location", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8 : null,
            // Spans of our own, but no trace identifiers for strangers.
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
        };
    }
}
