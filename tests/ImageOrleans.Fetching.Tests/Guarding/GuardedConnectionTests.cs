using System.Net;
using System.Net.Sockets;
using System.Text;
using ImageOrleans.Contracts;
using ImageOrleans.Fetching.Guarding;
using ImageOrleans.Fetching.Tests.Support;

namespace ImageOrleans.Fetching.Tests.Guarding;

/// <summary>What is connected to. Addresses that are not loopback are routed to a server on loopback, or refused before.</summary>
public class GuardedConnectionTests
{
    private static readonly byte[] Image = Encoding.UTF8.GetBytes("an image");

    private const string PublicAddress = "8.8.8.8";
    private const string OtherPublicAddress = "9.9.9.9";

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("017700000001")]
    [InlineData("0177.0.0.1")]
    [InlineData("127.1")]
    [InlineData("127.0.1")]
    [InlineData("[::1]")]
    [InlineData("[0:0:0:0:0:0:0:1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")]
    [InlineData("[::127.0.0.1]")]
    [InlineData("[64:ff9b::7f00:1]")]
    [InlineData("[2002:7f00:1::]")]
    [InlineData("0.0.0.0")]
    [InlineData("0")]
    [InlineData("[::]")]
    [InlineData("169.254.169.254")]
    [InlineData("2852039166")]
    [InlineData("[fe80::1%25eth0]")]
    public async Task A_literal_address_that_is_not_public_is_refused_in_every_form(string host)
    {
        await using OriginServer server = await OriginServer.StartAsync(Image);
        using TestFetcher fetcher = new(options => options.AllowedNetworks.Clear());

        string message = await fetcher.FailureAsync(FailureCodes.AddressNotAllowed, server.UrlAt(host));

        Assert.Contains("is not public", message, StringComparison.Ordinal);
        Assert.Empty(fetcher.Dialer.Dialed);
        Assert.Empty(fetcher.Names.Asked);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task An_odd_form_of_an_allowed_address_is_connected_to(string host)
    {
        await using OriginServer server = await OriginServer.StartAsync(Image);
        using TestFetcher fetcher = new();

        Assert.Equal(Image, await fetcher.BytesAsync(server.UrlAt(host)));
    }

    [Fact]
    public async Task An_allowed_IPv6_address_is_connected_to()
    {
        await using OriginServer server = await OriginServer.StartAsync(
            context => OriginServer.SendAsync(context, Image), address: IPAddress.IPv6Loopback);
        using TestFetcher fetcher = new(options => options.AllowedNetworks.Add("::1/128"));

        Assert.Equal(Image, await fetcher.BytesAsync($"http://[::1]:{server.Port}/"));
        Assert.Equal([IPAddress.IPv6Loopback], fetcher.Dialer.Dialed);
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_refused_without_telling_where_it_leads()
    {
        using TestFetcher fetcher = new(options => options.AllowedNetworks.Clear());
        fetcher.Names.Answer("intranet.example", "10.20.30.40", "fd00::7");

        string message = await fetcher.FailureAsync(FailureCodes.AddressNotAllowed, "http://intranet.example/logo.png");

        Assert.DoesNotContain("10.20.30.40", message, StringComparison.Ordinal);
        Assert.DoesNotContain("fd00::7", message, StringComparison.Ordinal);
        Assert.DoesNotContain("RFC", message, StringComparison.Ordinal);
        Assert.Empty(fetcher.Dialer.Dialed);
    }

    [Fact]
    public async Task The_system_resolver_s_localhost_is_refused()
    {
        await using OriginServer server = await OriginServer.StartAsync(Image);
        using SocketsHttpHandler handler = GuardedHttpHandler.Create(new AddressGuard([]), new FetchingOptions());
        using HttpMessageInvoker http = new(handler);
        using HttpRequestMessage request = new(HttpMethod.Get, server.UrlAt("localhost"));

        HttpRequestException exception = await Assert.ThrowsAsync<HttpRequestException>(
            () => http.SendAsync(request, TestContext.Current.CancellationToken));

        AddressNotAllowedException refused = Assert.IsType<AddressNotAllowedException>(exception.InnerException);
        Assert.Contains("loopback", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("loopback", refused.PublicMessage, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_name_that_was_public_and_now_leads_inside_is_refused()
    {
        // Closing each connection forces the name to be resolved for the second request.
        await using OriginServer server = await OriginServer.StartAsync(async context =>
        {
            context.Response.Headers.Connection = "close";
            await OriginServer.SendAsync(context, Image);
        });
        using TestFetcher fetcher = new(options => options.AllowedNetworks.Clear());
        fetcher.Names.Answer("rebinding.example", PublicAddress).Answer("rebinding.example", "127.0.0.1");
        fetcher.Dialer.Route(PublicAddress, server.EndPoint);
        string url = server.UrlAt("rebinding.example");

        Assert.Equal(Image, await fetcher.BytesAsync(url));
        await fetcher.FailureAsync(FailureCodes.AddressNotAllowed, url);

        Assert.Equal(2, fetcher.Names.Asked.Count);
        Assert.Equal([IPAddress.Parse(PublicAddress)], fetcher.Dialer.Dialed);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_name_is_resolved_once_for_a_connection_and_the_judged_address_is_dialed()
    {
        await using OriginServer server = await OriginServer.StartAsync(Image);
        using TestFetcher fetcher = new(options => options.AllowedNetworks.Clear());
        fetcher.Names.Answer("rebinding.example", PublicAddress).Answer("rebinding.example", "127.0.0.1");
        fetcher.Dialer.Route(PublicAddress, server.EndPoint);

        Assert.Equal(Image, await fetcher.BytesAsync(server.UrlAt("rebinding.example")));

        Assert.Equal(["rebinding.example"], fetcher.Names.Asked);
        Assert.Equal([IPAddress.Parse(PublicAddress)], fetcher.Dialer.Dialed);
    }

    [Fact]
    public async Task Of_mixed_addresses_only_the_allowed_are_dialed()
    {
        await using OriginServer server = await OriginServer.StartAsync(Image);
        using TestFetcher fetcher = new(options => options.AllowedNetworks.Clear());
        fetcher.Names.Answer("mixed.example", "127.0.0.1", "10.0.0.1", PublicAddress, "::1");
        fetcher.Dialer.Route(PublicAddress, server.EndPoint);

        Assert.Equal(Image, await fetcher.BytesAsync(server.UrlAt("mixed.example")));

        Assert.Equal([IPAddress.Parse(PublicAddress)], fetcher.Dialer.Dialed);
    }

    [Fact]
    public async Task An_address_that_refuses_connections_gives_way_to_the_next()
    {
        await using OriginServer server = await OriginServer.StartAsync(Image);
        using TestFetcher fetcher = new();
        fetcher.Names.Answer("two.example", "127.0.0.2", "127.0.0.1");

        Assert.Equal(Image, await fetcher.BytesAsync(server.UrlAt("two.example")));

        Assert.Equal(["127.0.0.2", "127.0.0.1"], fetcher.Dialer.Dialed.Select(address => address.ToString()));
    }

    [Fact]
    public async Task A_dead_address_takes_its_share_of_the_connect_timeout_and_gives_way_to_the_next()
    {
        await using OriginServer server = await OriginServer.StartAsync(Image);
        ObservableTimeProvider time = new();
        using TestFetcher fetcher = new(options => options.ConnectTimeout = TimeSpan.FromSeconds(30), time);
        fetcher.Names.Answer("two.example", PublicAddress, OtherPublicAddress, "127.0.0.1");
        fetcher.Dialer.BlackHole(PublicAddress);
        fetcher.Dialer.BlackHole(OtherPublicAddress);

        Task<byte[]> fetching = fetcher.BytesAsync(server.UrlAt("two.example"));
        await time.TimerSetAsync(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(10));
        await time.TimerSetAsync(TimeSpan.FromSeconds(10), times: 2);
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(Image, await fetching);
        Assert.Equal(3, fetcher.Dialer.Dialed.Count);
    }

    [Fact]
    public async Task A_host_with_dead_addresses_alone_is_a_timeout()
    {
        ObservableTimeProvider time = new();
        using TestFetcher fetcher = new(
            options => { options.ConnectTimeout = TimeSpan.FromSeconds(7); options.MaxAttempts = 1; }, time);
        fetcher.Dialer.BlackHole(PublicAddress);

        Task<string> failing = fetcher.FailureAsync(FailureCodes.Timeout, $"http://{PublicAddress}/");
        await time.TimerSetAsync(TimeSpan.FromSeconds(7));
        time.Advance(TimeSpan.FromSeconds(7));

        Assert.Contains("could not be connected to in time", await failing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, 1)]
    [InlineData(SocketError.NoData, 1)]
    [InlineData(SocketError.TryAgain, 4)]
    public async Task A_name_that_cannot_be_resolved_is_host_not_found_and_tried_again_if_it_may_pass(SocketError error, int attempts)
    {
        using TestFetcher fetcher = new();
        fetcher.Names.Fail("nowhere.example", error);

        await fetcher.FailureAsync(FailureCodes.HostNotFound, "http://nowhere.example/");

        Assert.Equal(attempts, fetcher.Names.Asked.Count);
    }

    [Fact]
    public async Task A_refused_address_is_not_tried_again()
    {
        using TestFetcher fetcher = new(options => options.AllowedNetworks.Clear());
        fetcher.Names.Answer("intranet.example", "10.0.0.1");

        await fetcher.FailureAsync(FailureCodes.AddressNotAllowed, "http://intranet.example/");

        Assert.Single(fetcher.Names.Asked);
    }
}
