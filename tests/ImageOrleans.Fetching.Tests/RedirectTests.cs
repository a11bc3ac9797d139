using System.Globalization;
using ImageOrleans.Contracts;
using ImageOrleans.Fetching.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace ImageOrleans.Fetching.Tests;

public class RedirectTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_followed_to_where_it_leads(int status)
    {
        await using OriginServer server = await OriginServer.StartAsync(context =>
            context.Request.Path == "/old/a.jpg" ? Redirect(context, "../new/b.jpg?v=2", status) : OriginServer.SendAsync(context, [1, 2, 3]));
        using TestFetcher fetcher = new();

        using FetchResult result = await fetcher.FetchAsync(server.Url("/old/a.jpg"));

        Assert.True(result.IsSuccess, result.Failure?.ToString());
        Assert.Equal([1, 2, 3], result.Image.Content.ToArray());
        Assert.Equal(server.Url("/new/b.jpg?v=2"), result.Image.FinalUrl.AbsoluteUri);
        Assert.Equal(["/old/a.jpg", "/new/b.jpg?v=2"], server.Requests);
    }

    [Fact]
    public async Task Five_redirects_are_followed_and_six_are_too_many()
    {
        await using OriginServer server = await StartChainAsync();
        using TestFetcher fetcher = new();

        Assert.Equal([42], await fetcher.BytesAsync(server.Url("/5")));
        Assert.Equal(["/5", "/4", "/3", "/2", "/1", "/0"], server.Requests);
        server.Requests.Clear();

        await fetcher.FailureAsync(FailureCodes.TooManyRedirects, server.Url("/6"));
        Assert.Equal(["/6", "/5", "/4", "/3", "/2", "/1"], server.Requests);
    }

    [Fact]
    public async Task Without_redirects_allowed_the_first_is_too_many()
    {
        await using OriginServer server = await StartChainAsync();
        using TestFetcher fetcher = new(options => options.MaxRedirects = 0);

        await fetcher.FailureAsync(FailureCodes.TooManyRedirects, server.Url("/1"));
        Assert.Equal([42], await fetcher.BytesAsync(server.Url("/0")));
    }

    [Fact]
    public async Task A_loop_ends_at_the_limit()
    {
        await using OriginServer server = await OriginServer.StartAsync(context => Redirect(context, context.Request.Path));
        using TestFetcher fetcher = new();

        await fetcher.FailureAsync(FailureCodes.TooManyRedirects, server.Url("/loop"));

        Assert.Equal(6, server.Requests.Count);
    }

    [Fact]
    public async Task A_redirect_to_another_host_is_judged_and_followed()
    {
        await using OriginServer target = await OriginServer.StartAsync([7]);
        await using OriginServer server = await OriginServer.StartAsync(context => Redirect(context, target.UrlAt("cdn.example", "/b.jpg")));
        using TestFetcher fetcher = new(options => options.MaxConnectionsPerHost = 1);
        fetcher.Names.Answer("cdn.example", "127.0.0.1");

        Assert.Equal([7], await fetcher.BytesAsync(server.Url("/")));

        Assert.Equal(["cdn.example"], fetcher.Names.Asked);
        Assert.Equal(0, fetcher.Fetcher.Gate.HostCount);
    }

    [Fact]
    public async Task A_redirect_within_a_host_does_not_wait_for_itself()
    {
        await using OriginServer server = await StartChainAsync();
        using TestFetcher fetcher = new(options => options.MaxConnectionsPerHost = 1);

        Assert.Equal([42], await fetcher.BytesAsync(server.Url("/3")));
    }

    [Theory]
    [InlineData("http://10.1.2.3/a.jpg")]
    [InlineData("http://[::1]/a.jpg")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://2852039166/latest/meta-data/")]
    [InlineData("http://intranet.example/a.jpg")]
    public async Task A_redirect_to_an_address_that_is_not_allowed_is_refused_without_telling_it(string location)
    {
        await using OriginServer server = await OriginServer.StartAsync(context => Redirect(context, location));
        using TestFetcher fetcher = new();
        fetcher.Names.Answer("intranet.example", "10.1.2.3");

        string message = await fetcher.FailureAsync(FailureCodes.AddressNotAllowed, server.Url("/"));

        Assert.DoesNotMatch("[0-9]", message);
        Assert.Single(fetcher.Dialer.Dialed);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/a.jpg")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://user:pw@127.0.0.1/a.jpg")]
    public async Task A_redirect_to_a_forbidden_URL_is_refused(string location)
    {
        await using OriginServer server = await OriginServer.StartAsync(context => Redirect(context, location));
        using TestFetcher fetcher = new();

        string message = await fetcher.FailureAsync(FailureCodes.InvalidUrl, server.Url("/"));

        Assert.StartsWith("The server redirected", message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_redirect_to_nowhere_is_a_failure()
    {
        await using OriginServer server = await OriginServer.StartAsync(context =>
        {
            context.Response.StatusCode = 302;
            return Task.CompletedTask;
        });
        using TestFetcher fetcher = new();

        string message = await fetcher.FailureAsync(FailureCodes.TooManyRedirects, server.Url("/"));

        Assert.Contains("nowhere", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_written_in_UTF_8_is_escaped_and_followed()
    {
        await using OriginServer target = await OriginServer.StartAsync([7]);
        byte[] answer = System.Text.Encoding.UTF8.GetBytes(
            $"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: {target.Root}crème.jpg\r\n\r\n");
        await using RawServer server = RawServer.Start((stream, _) => stream.WriteAsync(answer).AsTask());
        using TestFetcher fetcher = new();

        Assert.Equal([7], await fetcher.BytesAsync(server.Url));

        Assert.Equal(["/cr%C3%A8me.jpg"], target.Requests);
    }

    [Fact]
    public async Task A_redirect_from_https_to_http_is_followed()
    {
        using var certificate = TestCertificate.Create();
        await using OriginServer target = await OriginServer.StartAsync([7]);
        await using OriginServer server = await OriginServer.StartAsync(context => Redirect(context, target.Url("/a.jpg")), certificate);
        using TestFetcher fetcher = new(adjust: handler => handler.SslOptions.RemoteCertificateValidationCallback =
            (_, presented, _, _) => presented!.GetCertHashString() == certificate.GetCertHashString());

        Assert.Equal([7], await fetcher.BytesAsync(server.Url("/")));
    }

    [Fact]
    public async Task A_passing_failure_after_a_redirect_is_tried_again_from_the_start()
    {
        int failures = 0;
        await using OriginServer server = await OriginServer.StartAsync(context =>
        {
            if (context.Request.Path == "/a.jpg")
            {
                return Redirect(context, "/b.jpg");
            }

            if (failures++ == 0)
            {
                context.Response.StatusCode = 500;
                return Task.CompletedTask;
            }

            return OriginServer.SendAsync(context, [7]);
        });
        using TestFetcher fetcher = new();

        Assert.Equal([7], await fetcher.BytesAsync(server.Url("/a.jpg")));

        Assert.Equal(["/a.jpg", "/b.jpg", "/a.jpg", "/b.jpg"], server.Requests);
    }

    /// <summary>/5 redirects to /4, and so on; /0 is an image.</summary>
    private static Task<OriginServer> StartChainAsync() => OriginServer.StartAsync(context =>
    {
        int left = int.Parse(context.Request.Path.Value![1..], CultureInfo.InvariantCulture);
        return left == 0 ? OriginServer.SendAsync(context, [42]) : Redirect(context, $"/{left - 1}");
    });

    private static async Task Redirect(HttpContext context, string location, int status = 302)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = location;
        await context.Response.WriteAsync("<html>moved</html>", context.RequestAborted);
    }
}
