using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace ImageOrleans.Fetching.Tests.Support;

/// <summary>A well-behaved HTTP server on loopback.</summary>
internal sealed class OriginServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OriginServer(WebApplication app, Uri root)
    {
        _app = app;
        Root = root;
    }

    public Uri Root { get; private set; }

    public int Port => Root.Port;

    public IPEndPoint EndPoint => new(IPAddress.Loopback, Port);

    /// <summary>Path and query of every request, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public static async Task<OriginServer> StartAsync(
        RequestDelegate answer, X509Certificate2? certificate = null, IPAddress? address = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
            kestrel.Listen(address ?? IPAddress.Loopback, port: 0, listen =>
            {
                listen.Protocols = certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });

        WebApplication app = builder.Build();
        OriginServer? server = null;
        app.Run(context =>
        {
            server!.Requests.Enqueue(context.Request.Path.ToUriComponent() + context.Request.QueryString);
            return answer(context);
        });
        server = new OriginServer(app, new Uri("http://unset"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        server.Root = new Uri(app.Urls.Single());
        return server;
    }

    /// <summary>A server with the same bytes at every path.</summary>
    public static Task<OriginServer> StartAsync(byte[] body) => StartAsync(context => SendAsync(context, body));

    public static async Task SendAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentType = "image/jpeg";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    public string Url(string path) => new Uri(Root, path).AbsoluteUri;

    /// <summary>The URL of a path under a host name that the test's resolver knows.</summary>
    public string UrlAt(string host, string path = "/") => $"{Root.Scheme}://{host}:{Port}{path}";

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}
