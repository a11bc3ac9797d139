using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ImageOrleans.Contracts;
using ImageOrleans.Fetching.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace ImageOrleans.Fetching.Tests;

public class FetchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(200_000)]
    [InlineData(262_144)]
    [InlineData(3_000_001)]
    public async Task A_body_of_announced_length_arrives_whole(int length)
    {
        byte[] image = RandomBytes(length);
        await using OriginServer server = await OriginServer.StartAsync(image);
        using TestFetcher fetcher = new();

        Assert.Equal(image, await fetcher.BytesAsync(server.Url("/shoe.jpg")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(3_000_001)]
    public async Task A_body_of_unknown_length_arrives_whole(int length)
    {
        byte[] image = RandomBytes(length);
        await using OriginServer server = await OriginServer.StartAsync(async context => await SendChunkedAsync(context, image));
        using TestFetcher fetcher = new();

        Assert.Equal(image, await fetcher.BytesAsync(server.Url("/shoe.jpg")));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_compressed_body_is_decompressed(string encoding)
    {
        byte[] image = Encoding.UTF8.GetBytes(new string('a', 100_000));
        await using OriginServer server = await OriginServer.StartAsync(async context =>
        {
            Assert.Contains(encoding, context.Request.Headers.AcceptEncoding.ToString(), StringComparison.Ordinal);
            context.Response.Headers.ContentEncoding = encoding;
            await OriginServer.SendAsync(context, Compress(image, encoding));
        });
        using TestFetcher fetcher = new();

        Assert.Equal(image, await fetcher.BytesAsync(server.Url("/")));
    }

    [Fact]
    public async Task The_result_tells_where_the_image_came_from_and_is_gone_once_disposed()
    {
        await using OriginServer server = await OriginServer.StartAsync(RandomBytes(10));
        using TestFetcher fetcher = new();

        FetchResult result = await fetcher.FetchAsync(server.Url("/a/../b c.jpg#top"));
        Assert.True(result.IsSuccess);
        Assert.Equal(server.Url("/b%20c.jpg"), result.Image.FinalUrl.AbsoluteUri);
        result.Dispose();
        result.Dispose();

        Assert.Throws<ObjectDisposedException>(() => result.Image.Content);
        Assert.Equal(0, fetcher.Fetcher.Budget.Held);
        Assert.Equal(["/b%20c.jpg"], server.Requests);
    }

    [Fact]
    public async Task A_request_says_who_asks_and_nothing_that_strangers_need_not_know()
    {
        Dictionary<string, string> sent = [];
        await using OriginServer server = await OriginServer.StartAsync(async context =>
        {
            foreach ((string name, Microsoft.Extensions.Primitives.StringValues value) in context.Request.Headers)
            {
                sent.Add(name, value.ToString());
            }

            context.Response.Headers.SetCookie = "session=1";
            await OriginServer.SendAsync(context, [1]);
        });
        using TestFetcher fetcher = new(options => options.UserAgent = "ImageOrleans/9");
        using Activity activity = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).AddBaggage("tenant", "secret").Start();

        await fetcher.BytesAsync(server.Url("/"));
        sent.Clear();
        await fetcher.BytesAsync(server.Url("/"));

        Assert.Equal(["Accept", "Accept-Encoding", "Host", "User-Agent"], sent.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("image/*,*/*;q=0.8", sent["Accept"]);
        Assert.Equal("ImageOrleans/9", sent["User-Agent"]);
    }

    [Fact]
    public async Task Connections_are_used_again()
    {
        HashSet<string> connections = [];
        await using OriginServer server = await OriginServer.StartAsync(async context =>
        {
            connections.Add(context.Connection.Id);
            await OriginServer.SendAsync(context, RandomBytes(100_000));
        });
        using TestFetcher fetcher = new();

        for (int i = 0; i < 5; i++)
        {
            await fetcher.BytesAsync(server.Url("/"));
        }

        Assert.Single(connections);
        Assert.Single(fetcher.Dialer.Dialed);
    }

    [Fact]
    public async Task A_name_beyond_ASCII_is_asked_for_in_Punycode()
    {
        string? host = null;
        await using OriginServer server = await OriginServer.StartAsync(async context =>
        {
            host = context.Request.Headers.Host;
            await OriginServer.SendAsync(context, [1]);
        });
        using TestFetcher fetcher = new();
        fetcher.Names.Answer("xn--bcher-kva.example", "127.0.0.1");

        await fetcher.BytesAsync(server.UrlAt("Bücher.example"));

        Assert.Equal($"xn--bcher-kva.example:{server.Port}", host);
    }

    [Fact]
    public async Task HTTP_2_is_spoken_where_TLS_negotiates_it()
    {
        using X509Certificate2 certificate = TestCertificate.Create();
        byte[] image = RandomBytes(500_000);
        string? protocol = null;
        await using OriginServer server = await OriginServer.StartAsync(
            async context =>
            {
                protocol = context.Request.Protocol;
                await OriginServer.SendAsync(context, image);
            },
            certificate);
        using TestFetcher fetcher = new(adjust: handler => handler.SslOptions.RemoteCertificateValidationCallback =
            (_, presented, _, _) => presented!.GetCertHashString() == certificate.GetCertHashString());

        Assert.Equal(image, await fetcher.BytesAsync(server.Url("/")));
        Assert.Equal("HTTP/2", protocol);
    }

    [Fact]
    public async Task An_untrusted_certificate_is_a_TLS_failure_and_not_tried_again()
    {
        using X509Certificate2 certificate = TestCertificate.Create();
        await using OriginServer server = await OriginServer.StartAsync(context => OriginServer.SendAsync(context, [1]), certificate);
        using TestFetcher fetcher = new();

        await fetcher.FailureAsync(FailureCodes.TlsFailed, server.Url("/"));

        Assert.Single(fetcher.Dialer.Dialed);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_server_without_TLS_on_an_https_URL_is_a_TLS_failure()
    {
        await using RawServer server = RawServer.Start("unused");
        await using OriginServer plain = await OriginServer.StartAsync([1]);
        using TestFetcher fetcher = new();

        await fetcher.FailureAsync(FailureCodes.TlsFailed, plain.Url("/").Replace("http:", "https:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/a.jpg")]
    [InlineData("http://user:pw@127.0.0.1/a.jpg")]
    [InlineData("not a URL")]
    [InlineData("")]
    public async Task What_is_no_URL_of_an_image_is_a_failure(string url)
    {
        using TestFetcher fetcher = new();

        await fetcher.FailureAsync(FailureCodes.InvalidUrl, url);

        Assert.Empty(fetcher.Dialer.Dialed);
    }

    [Fact]
    public async Task Nobody_listening_is_connection_failed_after_all_attempts()
    {
        OriginServer server = await OriginServer.StartAsync([1]);
        string url = server.Url("/");
        await server.DisposeAsync();
        using TestFetcher fetcher = new();

        await fetcher.FailureAsync(FailureCodes.ConnectionFailed, url);

        Assert.Equal(4, fetcher.Dialer.Dialed.Count);
    }

    [Theory]
    [InlineData(404, FailureCodes.NotFound, 1)]
    [InlineData(410, FailureCodes.NotFound, 1)]
    [InlineData(201, FailureCodes.HttpError, 1)]
    [InlineData(204, FailureCodes.HttpError, 1)]
    [InlineData(206, FailureCodes.HttpError, 1)]
    [InlineData(300, FailureCodes.HttpError, 1)]
    [InlineData(304, FailureCodes.HttpError, 1)]
    [InlineData(400, FailureCodes.HttpError, 1)]
    [InlineData(401, FailureCodes.HttpError, 1)]
    [InlineData(403, FailureCodes.HttpError, 1)]
    [InlineData(418, FailureCodes.HttpError, 1)]
    [InlineData(408, FailureCodes.HttpError, 4)]
    [InlineData(429, FailureCodes.HttpError, 4)]
    [InlineData(500, FailureCodes.HttpError, 4)]
    [InlineData(503, FailureCodes.HttpError, 4)]
    [InlineData(599, FailureCodes.HttpError, 4)]
    public async Task A_status_other_than_200_is_a_failure_and_tried_again_if_it_may_pass(int status, string code, int attempts)
    {
        await using OriginServer server = await OriginServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        using TestFetcher fetcher = new();

        string message = await fetcher.FailureAsync(code, server.Url("/"));

        Assert.Contains($"{status}", message, StringComparison.Ordinal);
        Assert.Equal(attempts, server.Requests.Count);
    }

    [Fact]
    public async Task An_empty_body_is_a_failure_whether_announced_or_not()
    {
        await using OriginServer server = await OriginServer.StartAsync(async context =>
        {
            context.Response.ContentLength = context.Request.Path == "/announced" ? 0 : null;
            await context.Response.StartAsync(context.RequestAborted);
        });
        using TestFetcher fetcher = new();

        await fetcher.FailureAsync(FailureCodes.EmptyBody, server.Url("/announced"));
        await fetcher.FailureAsync(FailureCodes.EmptyBody, server.Url("/chunked"));

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(0, fetcher.Fetcher.Budget.Held);
    }

    internal static async Task SendChunkedAsync(HttpContext context, byte[] body)
    {
        foreach (byte[] chunk in body.Chunk(10_000))
        {
            await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    internal static byte[] RandomBytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Compress(byte[] body, string encoding)
    {
        using MemoryStream compressed = new();
        using (Stream stream = encoding == "gzip"
            ? new GZipStream(compressed, CompressionLevel.Fastest)
            : new ZLibStream(compressed, CompressionLevel.Fastest))
        {
            stream.Write(body);
        }

        return compressed.ToArray();
    }
}
