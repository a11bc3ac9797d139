using System.Text.Json;
using ImageOrleans.Storage.Database;
using ImageOrleans.TestSupport.Faults;
using ImageOrleans.TestSupport.Processes;

namespace ImageOrleans.Cluster.Tests;

/// <summary>The database ends in the middle of a request, and comes back.</summary>
public sealed class DatabaseOutageTests
{
    private const int Rows = 600;

    // What is done is kept in memory until somebody can write it down.
    private const int MostExtraFetches = 1;

    // Long enough for several tries.
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(4);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_waits_for_the_database_says_so_and_goes_on_by_itself()
    {
        await using var postgres = await PostgresServer.StartAsync(Cancellation);
        await using var catalogue = await FaultCatalogue.StartAsync(Rows);
        var undisturbed = await RequestTrace.OfUndisturbedAsync(
            catalogue, DatabaseProvider.Postgres, postgres.ConnectionString, Cancellation);
        await using var data = await ServerData.CreateAsync(DatabaseProvider.Postgres, postgres.ConnectionString);
        await using var server = await data.StartServerAsync(Cancellation);
        catalogue.CountAnew();

        var id = await server.SubmitAsync(catalogue.Csv, Cancellation);
        foreach (var images in new[] { catalogue.Images / 4, catalogue.Images / 2 })
        {
            await catalogue.WhenFetchedAsync(images, Cancellation);
            await postgres.StopAsync(Cancellation);
            await server.WaitForAsync(id, IsWaitingForDatabase, EmbeddedWeb.PollInterval, Cancellation);
            await Task.Delay(Outage, Cancellation);
            await postgres.StartAgainAsync(Cancellation);
        }

        var disturbed = await RequestTrace.OfEndAsync(catalogue, server, data, id, Cancellation);
        var result = FaultResult.Compare(kills: 0, undisturbed, disturbed);
        var report = JsonSerializer.Serialize(result);
        Assert.True(result.IsWell, report);
        Assert.True(result.ExtraFetchesPerImage <= MostExtraFetches, report);
    }

    private static bool IsWaitingForDatabase(JsonElement request) =>
        request.GetProperty("status").GetString() == "Processing"
        && request.TryGetProperty("statusReason", out var reason)
        && reason.GetString()!.Contains("trying again: the database", StringComparison.Ordinal);
}
