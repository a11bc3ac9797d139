using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ImageOrleans.Contracts;
using ImageOrleans.Storage.Database;
using ImageOrleans.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ImageOrleans.Grains.Tests;

/// <summary>Origins that misbehave in the middle of a request, for a while or for ever.</summary>
public sealed class OriginFaultTests
{
    private const string Header = "S. No.,Product Name,Input Image Urls\n";
    private const int ImagesOfEachFault = 12;
    private const int Attempts = 3;

    private static readonly (string, string)[] Impatient =
    [
        // All have one host, and many do nothing but wait.
        ("Fetching:MaxConnectionsPerHost", "128"),
        ("Fetching:IdleTimeout", "00:00:01"),
        ("Fetching:AttemptTimeout", "00:00:03"),
        ("Fetching:MaxAttempts", Attempts.ToString(CultureInfo.InvariantCulture)),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task What_misbehaves_for_a_while_changes_nothing_in_the_result(DatabaseProvider provider)
    {
        await using var origin = await LoopbackOrigin.StartAsync();
        var faults = OriginFault.All.Where(fault => fault.IsTransient).ToList();
        var undisturbed = await ProcessAsync(provider, Catalogue(origin, faults, times: 0));
        var asked = origin.Calls.ToDictionary();

        var disturbed = await ProcessAsync(provider, Catalogue(origin, faults, times: Attempts - 1));

        Assert.Equal(RequestStatus.Succeeded, disturbed.Request.Status);
        Assert.Equal(undisturbed.Output, disturbed.Output);
        Assert.Equal(undisturbed.Rows, disturbed.Rows);
        Assert.Equal(asked.Count, origin.Calls.Count);
        Assert.All(origin.Calls, image => Assert.Equal(Attempts, image.Value - asked[image.Key]));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task What_misbehaves_for_ever_is_the_outcome_of_its_image_and_of_no_other(DatabaseProvider provider)
    {
        await using var origin = await LoopbackOrigin.StartAsync();
        var csv = new StringBuilder(Header);
        var expected = new List<string>();
        foreach (var (row, fault) in OriginFault.All.Index())
        {
            Add(row, fault.Serve(origin, $"/{fault.Name}.jpg", TestImages.Jpeg(1), times: int.MaxValue), fault.Code);
        }

        Add(OriginFault.All.Count, $"{NobodyThere()}/image.jpg", FailureCodes.ConnectionFailed);

        var (request, rows, _) = await ProcessAsync(provider, csv.ToString());

        Assert.Equal((RequestStatus.PartiallySucceeded, expected.Count), (request.Status, request.Progress.RowsFailed));
        Assert.Equal(expected, rows);

        void Add(int row, string url, string code)
        {
            var good = origin.Serve($"/good-{row}.jpg", TestImages.Jpeg(row));
            csv.Append(CultureInfo.InvariantCulture, $"{row + 1},Lamp,\"{url}, {good}\"\n");
            expected.Add($"{row}: {code} Compressed");
        }
    }

    private static string Catalogue(LoopbackOrigin origin, List<OriginFault> faults, int times)
    {
        var csv = new StringBuilder(Header);
        for (var row = 0; row < ImagesOfEachFault; row++)
        {
            var urls = faults.Select(fault => fault.Serve(
                origin,
                string.Create(CultureInfo.InvariantCulture, $"/{fault.Name}-{row}.jpg"),
                TestImages.Jpeg(row),
                times));
            csv.Append(CultureInfo.InvariantCulture, $"{row + 1},Lamp {row},\"{string.Join(", ", urls)}\"\n");
        }

        return csv.ToString();
    }

    private static async Task<(RequestSnapshot Request, IReadOnlyList<string> Rows, string Output)> ProcessAsync(
        DatabaseProvider provider, string csv)
    {
        await using var data = await CatalogueData.CreateAsync(provider);
        await using var cluster = await CatalogueCluster.StartAsync(data, settings: Impatient);
        var id = Guid.NewGuid();
        var request = await cluster.ProcessAsync(id, csv);
        var products = await cluster.Services.GetRequiredService<SegmentTables>()
            .ListAsync(id, status: null, offset: 0, limit: 1000, Cancellation);
        return (request, [.. products.Select(Describe)], cluster.ReadOutput(id));
    }

    private static string Describe(ProductRecord product) => string.Create(
        CultureInfo.InvariantCulture,
        $"{product.RowIndex}: {string.Join(' ', product.Images.Select(image => image.Outcome.Failure?.Code ?? image.Outcome.Status.ToString()))}");

    // A port that was free just now.
    private static string NobodyThere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
