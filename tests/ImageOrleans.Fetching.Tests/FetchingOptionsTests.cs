using System.Net;
using ImageOrleans.Fetching.Guarding;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Fetching.Tests;

public class FetchingOptionsTests
{
    [Fact]
    public async Task An_application_with_the_defaults_starts_and_has_a_fetcher_and_a_guard()
    {
        using IHost host = Build([]);
        await host.StartAsync(TestContext.Current.CancellationToken);

        FetchingOptions options = host.Services.GetRequiredService<IOptions<FetchingOptions>>().Value;
        Assert.Equal(32 << 20, options.MaxBytes);
        Assert.Matches(@"^ImageOrleans/\d+\.\d+\.\d+$", options.UserAgent);
        Assert.False(host.Services.GetRequiredService<AddressGuard>().Check(IPAddress.Loopback).IsAllowed);
        using FetchResult result = await host.Services.GetRequiredService<IImageFetcher>()
            .FetchAsync("http://127.0.0.1/", TestContext.Current.CancellationToken);
        Assert.Equal(Contracts.FailureCodes.AddressNotAllowed, result.Failure?.Code);
    }

    [Fact]
    public void The_section_Fetching_is_bound()
    {
        using IHost host = Build(new()
        {
            ["Fetching:MaxBytes"] = "1000",
            ["Fetching:IdleTimeout"] = "00:00:03",
            ["Fetching:UserAgent"] = "Shop/1 (+https://shop.example)",
            ["Fetching:AllowedNetworks:0"] = "10.0.0.0/8",
            ["Fetching:AllowedNetworks:1"] = "fd00::/8",
        });

        FetchingOptions options = host.Services.GetRequiredService<IOptions<FetchingOptions>>().Value;
        Assert.Equal(1000, options.MaxBytes);
        Assert.Equal(TimeSpan.FromSeconds(3), options.IdleTimeout);
        Assert.Equal("Shop/1 (+https://shop.example)", options.UserAgent);
        Assert.True(host.Services.GetRequiredService<AddressGuard>().Check(IPAddress.Parse("fd00::1")).IsAllowed);
    }

    [Fact]
    public void Code_can_configure_it_too()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddFetching(options => options.AllowedNetworks.Add("127.0.0.0/8"))
            .BuildServiceProvider();

        Assert.True(services.GetRequiredService<AddressGuard>().Check(IPAddress.Loopback).IsAllowed);
        Assert.NotNull(services.GetRequiredService<IImageFetcher>());
    }

    [Theory]
    [InlineData("MaxBytes", "0")]
    [InlineData("MaxBytes", "1073741825")]
    [InlineData("MaxRedirects", "-1")]
    [InlineData("MaxRedirects", "51")]
    [InlineData("MaxAttempts", "0")]
    [InlineData("MaxAttempts", "21")]
    [InlineData("MaxConnectionsPerHost", "0")]
    [InlineData("MaxConnectionsPerHost", "1001")]
    [InlineData("MaxBufferedBytes", "0")]
    [InlineData("MaxBufferedBytes", "1099511627777")]
    [InlineData("ConnectTimeout", "00:00:00")]
    [InlineData("AttemptTimeout", "1.00:00:01")]
    [InlineData("AttemptTimeout", "00:03:01")]
    [InlineData("TotalTimeout", "00:00:00")]
    [InlineData("IdleTimeout", "-00:00:01")]
    [InlineData("RetryBaseDelay", "00:00:31")]
    [InlineData("MaxRetryDelay", "00:00:00")]
    [InlineData("MaxRetryAfter", "00:00:00")]
    [InlineData("UserAgent", "")]
    [InlineData("UserAgent", " agent")]
    [InlineData("UserAgent", "a\r\nX-Injected: 1")]
    [InlineData("UserAgent", "é")]
    [InlineData("AllowedNetworks:0", "10.0.0.0/99")]
    [InlineData("AllowedNetworks:0", "localhost")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string setting, string value)
    {
        using IHost host = Build(new() { [$"Fetching:{setting}"] = value });

        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(
            () => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(exception.Failures, problem => problem.StartsWith($"Fetching:{setting} ", StringComparison.Ordinal));
        Assert.All(exception.Failures, problem => Assert.EndsWith(".", problem, StringComparison.Ordinal));
    }

    private static IHost Build(Dictionary<string, string?> settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddFetching(builder.Configuration);
        return builder.Build();
    }
}
