using System.Text.Json;
using ImageOrleans.Storage.Database;
using ImageOrleans.TestSupport.Faults;

namespace ImageOrleans.Cluster.Tests;

/// <summary>The disk is full in the middle of a request, and has room again later.</summary>
public sealed class FullDiskTests
{
    private const int DiskMegabytes = 64;

    // What can not be stored is fetched again: some at once, the others when there is room.
    private const int MostExtraFetches = 4;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_request_waits_for_room_on_the_disk_says_so_and_goes_on_by_itself(DatabaseProvider provider)
    {
        var undisturbed = await UndisturbedTrace.ShareAsync(provider);
        var catalogue = undisturbed.Catalogue;
        await using var disk = await SmallDisk.CreateAsync(DiskMegabytes);
        await using var data = await ServerData.CreateAsync(provider, disk: disk);
        await using var server = await data.StartServerAsync(Cancellation, RepeatedTries.Settings);
        catalogue.CountAnew();

        var id = await server.SubmitAsync(catalogue.Csv, Cancellation);
        await catalogue.WhenFetchedAsync(catalogue.Images / 3, Cancellation);
        disk.Fill();
        await server.WaitForAsync(id, IsWaitingForRoom, EmbeddedWeb.PollInterval, Cancellation);
        await RepeatedTries.SeeAsync(server, Cancellation);
        disk.Free();

        var disturbed = await RequestTrace.OfEndAsync(catalogue, server, data, id, Cancellation);
        var result = FaultResult.Compare(kills: 0, undisturbed.Trace, disturbed);
        var report = JsonSerializer.Serialize(result);
        Assert.True(result.IsWell, report);
        Assert.True(result.ExtraFetchesPerImage <= MostExtraFetches, report);
    }

    private static bool IsWaitingForRoom(JsonElement request) =>
        request.GetProperty("status").GetString() == "Processing"
        && request.TryGetProperty("statusReason", out var reason)
        && reason.GetString()!.Contains("disk is full", StringComparison.Ordinal);
}
