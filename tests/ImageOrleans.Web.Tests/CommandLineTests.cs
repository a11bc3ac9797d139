using System.Net;
using System.Net.Sockets;
using ImageOrleans.Hosting;
using ImageOrleans.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace ImageOrleans.Web.Tests;

/// <summary>What whoever starts the program can mend is said in a sentence, and ends it with code 2.</summary>
public sealed class CommandLineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--Cluster:Clustering", "Everywhere", "'Cluster:Clustering' is 'Everywhere'; it takes Embedded or Redis.")]
    [InlineData("--Imaging:Codec", "Gd", "'Imaging:Codec' is 'Gd'; it takes Libvips or Skia.")]
    [InlineData("--Fetching:AllowedNetwork:0", "127.0.0.0/8", "There is no option 'Fetching:AllowedNetwork'. Is 'Fetching:AllowedNetworks' meant?")]
    [InlineData("--Retention:Forever", "true", "There is no option 'Retention:Forever'. Near it there are Retention:Days.")]
    [InlineData("--Upload:MaxBytes", "lots", "'lots' at 'Upload:MaxBytes'")]
    [InlineData("--Upload:PublicBaseUrl", "ftp://shop.example", "Upload:PublicBaseUrl takes an absolute http or https URL")]
    [InlineData("--Processing:OpenSegments", "0", "between 1 and 64")]
    [InlineData("--Processing:ShutdownGrace", "00:05:01", "between 00:00:00 and 00:05:00")]
    [InlineData("--Fetching:AllowedNetworks:0", "127.0.0.1", "no network in CIDR notation")]
    [InlineData("--Database:Provider", "Postgres", "Database:ConnectionString is missing")]
    [InlineData("--Cluster:Clustering", "Redis", "Cluster:RedisConnectionString is missing")]
    [InlineData("--urls", "nonsense", "'nonsense'")]
    [InlineData("--urls", "http://192.0.2.1:80", "can't listen")]
    public async Task A_configuration_that_can_not_be_had_is_said_in_a_sentence(string option, string value, string expected)
    {
        using var folder = new TemporaryFolder();

        var exception = await Assert.ThrowsAsync<ConfigurationException>(() => StartAsync(folder, option, value));

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_string_that_is_none_is_said_in_a_sentence()
    {
        using var folder = new TemporaryFolder();

        var exception = await Assert.ThrowsAsync<ConfigurationException>(
            () => StartAsync(folder, "--Database:Provider", "Postgres", "--Database:ConnectionString", "Hst=1"));

        Assert.StartsWith("Database:ConnectionString can't be used: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_in_use_is_said_with_what_to_do()
    {
        using var folder = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var exception = await Assert.ThrowsAsync<ConfigurationException>(
            () => StartAsync(folder, "--urls", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}"));

        Assert.Contains("choose another address with --urls", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_the_configuration_that_is_not_valid_is_named()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "settings.json");
        await File.WriteAllTextAsync(file, """{ "Upload": { """, Cancellation);

        var exception = await Assert.ThrowsAsync<ConfigurationException>(() => WebHost.StartAsync(
            () => WebHost.Create([], builder => builder.Configuration.AddJsonFile(file)), Cancellation));

        Assert.Contains(file, exception.Message, StringComparison.Ordinal);
        Assert.Contains("LineNumber", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--chekc")]
    [InlineData("--chekc", "1")]
    [InlineData("--urls")]
    [InlineData("--Fetchin:MaxBytes", "5")]
    [InlineData("run", "/nowhere/catalogue.csv")]
    [InlineData("run", "--Cluster:Clustering", "Redis", "--Cluster:RedisConnectionString", "127.0.0.1:1")]
    public async Task What_can_be_mended_ends_the_program_with_code_2(params string[] arguments) =>
        Assert.Equal(ConfigurationException.ExitCode, await CommandLine.InvokeAsync(arguments));

    [Fact]
    public async Task A_bug_is_not_taken_for_a_configuration()
    {
        await Assert.ThrowsAsync<InvalidCastException>(() => StartupFailure.GuardAsync(() => throw new InvalidCastException()));
    }

    private static Task<WebApplication> StartAsync(TemporaryFolder folder, params string[] arguments) => WebHost.StartAsync(
        () => WebHost.Create(
        [
            "--urls", "http://127.0.0.1:0", "--Storage:DataDirectory", folder.Path, "--Logging:LogLevel:Default", "None",
            "--Logging:LogLevel:Orleans", "None", .. arguments,
        ]),
        Cancellation);
}
