using System.Globalization;
using System.Text;
using ImageOrleans.Contracts;
using ImageOrleans.Storage.Database;
using ImageOrleans.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ImageOrleans.Grains.Tests;

/// <summary>Requests that are stopped or removed, before their end and after it.</summary>
public sealed class RequestRemovalTests
{
    private const string Header = "S. No.,Product Name,Input Image Urls\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stopped_request_keeps_what_is_finished_and_can_go_on()
    {
        var cluster = await CatalogueCluster.ShareAsync();
        await using var origin = await LoopbackOrigin.StartAsync();
        var released = new TaskCompletionSource();
        origin.BeforeAnswer = path => path == "/held.jpg" ? released.Task : Task.CompletedTask;
        var csv = new StringBuilder(Header);
        for (var row = 0; row < 600; row++)
        {
            var url = row == 400 ? origin.Serve("/held.jpg", TestImages.Jpeg(9)) : origin.Serve($"/{row % 5}.jpg", TestImages.Jpeg(row % 5));
            csv.Append(CultureInfo.InvariantCulture, $"{row},Lamp,{url}\n");
        }

        var id = Guid.NewGuid();
        var grain = cluster.Client.GetGrain<IRequestGrain>(id);
        await cluster.SubmitAsync(id, csv.ToString());
        await cluster.WaitForAsync(id, request => request.Progress.RowsDone == 599);
        var canceled = await grain.Cancel();
        Assert.Equal(CommandOutcome.Done, canceled.Outcome);
        var stopped = await cluster.WaitForEndAsync(id);

        Assert.Equal((RequestStatus.Canceled, 599, 599L), (stopped.Status, stopped.Progress.RowsDone, stopped.Progress.ImagesCompressed));
        var lines = cluster.ReadOutput(id).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(601, lines.Length);
        Assert.EndsWith("-lamp-1.jpg", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("-lamp-1.jpg", lines[400], StringComparison.Ordinal);
        Assert.EndsWith("/held.jpg,", lines[401], StringComparison.Ordinal);
        Assert.EndsWith("-lamp-1.jpg", lines[600], StringComparison.Ordinal);
        Assert.Equal(CommandOutcome.Done, (await grain.Cancel()).Outcome);

        released.SetResult();
        await grain.Retry();
        var finished = await cluster.WaitForAsync(id, request => request.Attempt == 2 && request.Status.IsFinal());
        Assert.Equal((RequestStatus.Succeeded, 600L, 600), (finished.Status, finished.Progress.ImagesCompressed, finished.Progress.RowsDone));
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(1, origin.Calls[$"/{i}.jpg"]));
        Assert.Equal(CommandOutcome.Conflict, (await grain.Cancel()).Outcome);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task What_a_small_catalogue_has_done_when_it_is_stopped_counts_and_stands_in_the_result(DatabaseProvider provider)
    {
        var cluster = await CatalogueCluster.ShareAsync(provider);
        await using var origin = await LoopbackOrigin.StartAsync();
        var released = new TaskCompletionSource();
        origin.BeforeAnswer = path => path == "/held.jpg" ? released.Task : Task.CompletedTask;
        var quick = origin.Serve("/quick.jpg", TestImages.Jpeg(1));
        var held = origin.Serve("/held.jpg", TestImages.Jpeg(2));
        var id = Guid.NewGuid();
        await cluster.SubmitAsync(id, $"{Header}1,Lamp,{quick}\n2,Chair,\"{quick} {held}\"\n3,Table,\"{origin.Url}/missing.jpg {quick}\"\n");
        await cluster.WaitForAsync(id, request => request.Progress.RowsDone == 2);

        await cluster.Client.GetGrain<IRequestGrain>(id).Cancel();
        var stopped = await cluster.WaitForEndAsync(id);

        Assert.Equal(
            (RequestStatus.Canceled, 2, 1, 2L, 1L),
            (stopped.Status, stopped.Progress.RowsDone, stopped.Progress.RowsFailed, stopped.Progress.ImagesCompressed, stopped.Progress.ImagesFailed));
        var lines = cluster.ReadOutput(id).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.EndsWith("/1-lamp-1.jpg", lines[1], StringComparison.Ordinal);
        Assert.EndsWith($",{quick} {held},\",\"", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("/3-table-2.jpg\"", lines[3], StringComparison.Ordinal);
        released.SetResult();
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_removed_request_leaves_nothing_behind(DatabaseProvider provider)
    {
        await using var data = await CatalogueData.CreateAsync(provider);
        await using var cluster = await CatalogueCluster.StartAsync(data);
        await using var origin = await LoopbackOrigin.StartAsync();
        var id = Guid.NewGuid();
        var grain = cluster.Client.GetGrain<IRequestGrain>(id);
        await cluster.ProcessAsync(id, $"{Header}1,Lamp,{origin.Serve("/lamp.jpg", TestImages.Jpeg(1))}\n");

        var deleted = await grain.Delete();

        Assert.Equal(CommandOutcome.Done, deleted.Outcome);
        Assert.Null(await grain.GetSnapshot());
        await Eventually.HoldsAsync(async () => !Directory.Exists(data.PathOf($"requests/{id:D}")) && await CountGrainStatesAsync(cluster) == 0, Cancellation);
        Assert.Null(await cluster.Services.GetRequiredService<RequestTable>().FindAsync(id, Cancellation));
        Assert.Empty(Directory.GetFiles(data.PathOf("images"), "*", SearchOption.AllDirectories));
        Assert.Equal(CommandOutcome.UnknownRequest, (await grain.Delete()).Outcome);
        Assert.Equal(CommandOutcome.UnknownRequest, (await grain.Retry()).Outcome);
    }

    [Fact]
    public async Task A_request_can_be_removed_while_it_is_under_way()
    {
        await using var data = await CatalogueData.CreateAsync();
        await using var cluster = await CatalogueCluster.StartAsync(data);
        await using var origin = await LoopbackOrigin.StartAsync();
        var released = new TaskCompletionSource();
        origin.BeforeAnswer = _ => released.Task;
        var id = Guid.NewGuid();
        await cluster.SubmitAsync(id, $"{Header}1,Lamp,{origin.Serve("/lamp.jpg", TestImages.Jpeg(1))}\n2,Chair,{origin.Url}/2.jpg\n");
        await Eventually.HoldsAsync(() => origin.Calls.Count == 2, Cancellation);

        await cluster.Client.GetGrain<IRequestGrain>(id).Delete();
        released.SetResult();

        await Eventually.HoldsAsync(async () => !Directory.Exists(data.PathOf($"requests/{id:D}")) && await CountGrainStatesAsync(cluster) == 0, Cancellation);
    }

    private static async Task<long> CountGrainStatesAsync(CatalogueCluster cluster)
    {
        await using var connection = await cluster.Services.GetRequiredService<CatalogueDatabase>().Reads.OpenConnectionAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM OrleansStorage";
        return Convert.ToInt64(await command.ExecuteScalarAsync(Cancellation), CultureInfo.InvariantCulture);
    }
}
