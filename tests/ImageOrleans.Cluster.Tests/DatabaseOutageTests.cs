using System.Text.Json;
using ImageOrleans.Storage.Database;
using ImageOrleans.TestSupport.Faults;
using ImageOrleans.TestSupport.Processes;

namespace ImageOrleans.Cluster.Tests;

/// <summary>The database ends in the middle of a request, and comes back.</summary>
public sealed class DatabaseOutageTests
{
    // What is done is kept in memory until somebody can write it down.
    private const int MostExtraFetches = 1;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_waits_for_the_database_says_so_and_goes_on_by_itself()
    {
        await using var postgres = await PostgresServer.StartAsync(Cancellation);
        var undisturbed = await UndisturbedTrace.ShareAsync(DatabaseProvider.Postgres);
        var catalogue = undisturbed.Catalogue;
        await using var data = await ServerData.CreateAsync(DatabaseProvider.Postgres, postgres.ConnectionString);
        await using var server = await data.StartServerAsync(Cancellation, RepeatedTries.Settings);
        catalogue.CountAnew();

        var id = await server.SubmitAsync(catalogue.Csv, Cancellation);
        foreach (var images in new[] { catalogue.Images / 4, catalogue.Images / 2 })
        {
            await catalogue.WhenFetchedAsync(images, Cancellation);
            await postgres.StopAsync(Cancellation);
            await server.WaitForAsync(id, IsWaitingForDatabase, EmbeddedWeb.PollInterval, Cancellation);
            await RepeatedTries.SeeAsync(server, Cancellation);
            await postgres.StartAgainAsync(Cancellation);
        }

        var disturbed = await RequestTrace.OfEndAsync(catalogue, server, data, id, Cancellation);
        var result = FaultResult.Compare(kills: 0, undisturbed.Trace, disturbed);
        var report = JsonSerializer.Serialize(result);
        Assert.True(result.IsWell, report);
        Assert.True(result.ExtraFetchesPerImage <= MostExtraFetches, report);
    }

    private static bool IsWaitingForDatabase(JsonElement request) =>
        request.GetProperty("status").GetString() == "Processing"
        && request.TryGetProperty("statusReason", out var reason)
        && reason.GetString()!.Contains("trying again: the database", StringComparison.Ordinal);
}
