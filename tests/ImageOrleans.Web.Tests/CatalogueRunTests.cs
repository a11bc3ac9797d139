using System.Text;
using ImageOrleans.Contracts;
using ImageOrleans.Fetching;
using ImageOrleans.Fetching.Guarding;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Samples.Catalogue;
using ImageOrleans.TestSupport;
using ImageOrleans.Web.Runs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace ImageOrleans.Web.Tests;

/// <summary>The main job from the command line.</summary>
public sealed class CatalogueRunTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_check_uses_nothing_of_what_is_configured_for_others()
    {
        // A database, a cluster and an address that are not there: were one of them used, there would be no result.
        var exitCode = await CommandLine.InvokeAsync(
        [
            "run", "--check",
            "--Database:Provider", "Postgres", "--Database:ConnectionString", "Host=127.0.0.1;Port=1;Database=nowhere",
            "--Cluster:Clustering", "Redis", "--Cluster:RedisConnectionString", "127.0.0.1:1",
            "--Upload:PublicBaseUrl", "http://127.0.0.1:1",
        ]);

        Assert.Equal(0, exitCode);
    }

    [Theory]
    [InlineData("S. No.;Product Name;input image urls;Colour\n1;Lamp;{0}/good.jpg {0}/bad.jpg;red\n\nx;Chair;{0}/good.jpg;blue\n", 0)]
    [InlineData("Number,Product Name,Input Image Urls\n1,Lamp,{0}/good.jpg\n", 1)]
    public async Task A_catalogue_of_ones_own_is_checked_too(string csv, int expected)
    {
        using var folder = new TemporaryFolder();
        await using var origin = await LoopbackOrigin.StartAsync();
        origin.Serve("/good.jpg", TestImages.Jpeg(1));
        var file = Path.Combine(folder.Path, "lamps.csv");
        await File.WriteAllTextAsync(file, csv.Replace("{0}", origin.Url, StringComparison.Ordinal), Cancellation);

        var exitCode = await CommandLine.InvokeAsync(
            ["run", file, "--check", "--Fetching:AllowedNetworks:0", "127.0.0.0/8", "--Fetching:RetryBaseDelay", "00:00:00.010"]);

        Assert.Equal(expected, exitCode);
    }

    [Fact]
    public async Task The_sample_lets_nothing_but_its_own_images_be_fetched()
    {
        await using var origin = await LoopbackOrigin.StartAsync();
        var image = SampleCatalogue.Products[0].Images[0].FileName;
        var sample = origin.Serve($"/sample/{image}", TestImages.Jpeg(1));
        var other = origin.Serve("/sample/other.jpg", TestImages.Jpeg(2));
        using var configured = CreateConfigured();
        using var fetcher = new SampleFetcher(configured, TimeProvider.System, NullLogger<HttpImageFetcher>.Instance);
        fetcher.Allow(new Uri($"{origin.Url}/sample"));

        using var allowed = await fetcher.FetchAsync(sample, Cancellation);
        using var refused = await fetcher.FetchAsync(other, Cancellation);
        using var dressed = await fetcher.FetchAsync($"{sample}?x", Cancellation);

        Assert.True(allowed.IsSuccess);
        Assert.Equal("address_not_allowed", refused.Failure!.Code);
        Assert.Equal("address_not_allowed", dressed.Failure!.Code);
        Assert.Single(origin.Calls);
    }

    [Fact]
    public async Task The_sample_waits_until_it_may_be_fetched()
    {
        await using var origin = await LoopbackOrigin.StartAsync();
        var sample = origin.Serve($"/sample/{SampleCatalogue.Products[0].Images[0].FileName}", TestImages.Jpeg(1));
        using var configured = CreateConfigured();
        using var fetcher = new SampleFetcher(configured, TimeProvider.System, NullLogger<HttpImageFetcher>.Instance);

        var fetching = fetcher.FetchAsync(sample, Cancellation);
        Assert.False(fetching.IsCompleted);
        fetcher.Allow(new Uri($"{origin.Url}/sample"));
        using var fetched = await fetching;

        Assert.True(fetched.IsSuccess);
    }

    [Fact]
    public async Task A_result_that_is_wrong_is_told_fact_by_fact()
    {
        await using var web = await RunningWeb.StartAsync();
        var good = web.Origin.Serve("/good.jpg", TestImages.Jpeg(1));
        var csv = $"{RunningWeb.Header}1,Lamp,{good}\n";
        var request = await web.ProcessAsync(csv);
        using var client = new RequestClient(web.Url);
        var finished = await client.FindAsync(request.GetProperty("id").GetGuid(), Cancellation);

        var right = await VerifyAsync(web, client, finished!, csv);
        var cell = await VerifyAsync(web, client, finished!, csv.Replace("Lamp", "Chair", StringComparison.Ordinal));
        var row = await VerifyAsync(web, client, finished!, $"{csv}2,Chair,{good}\n");
        foreach (var image in new DirectoryInfo(web.DataFolder).EnumerateFiles("*", SearchOption.AllDirectories).Where(IsImage).ToList())
        {
            await File.WriteAllTextAsync(image.FullName, "no image", Cancellation);
        }

        var broken = await VerifyAsync(web, client, finished!, csv);

        Assert.Empty(right);
        Assert.Contains("row 1 differs", Assert.Single(cell), StringComparison.Ordinal);
        Assert.Contains("1 came out", Assert.Single(row), StringComparison.Ordinal);
        Assert.Contains("it is no image", Assert.Single(broken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_goes_on_when_the_service_is_away_for_a_moment()
    {
        await using var service = await FalteringService.StartAsync(failures: 3);
        using var client = new RequestClient(service.Url);
        var request = await client.FindAsync(service.RequestId, Cancellation);

        var finished = await RunProgress.ShowAsync(AnsiConsole.Console, client, request!, Cancellation);

        Assert.Equal(RequestStatus.Succeeded, finished!.Status);
        Assert.Equal(0, service.FailuresLeft);
    }

    private static HttpImageFetcher CreateConfigured() => new(
        Options.Create(new FetchingOptions()), new AddressGuard([]), TimeProvider.System, NullLogger<HttpImageFetcher>.Instance);

    private static bool IsImage(FileInfo file) =>
        file.FullName.Contains($"{Path.DirectorySeparatorChar}images{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    private static async Task<List<string>> VerifyAsync(RunningWeb web, RequestClient client, RequestResource request, string csv)
    {
        var verification = new RunVerification(client, web.Service<IImageFetcher>(), web.Service<IPixelCodec>());
        var facts = await verification.VerifyAsync(
            request, new MemoryStream(Encoding.UTF8.GetBytes(csv)), isSample: false, Cancellation);
        return [.. facts.Where(fact => fact.Problem is not null).Select(fact => fact.Problem!)];
    }
}
