using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ImageOrleans.Contracts;
using ImageOrleans.Storage.Database;
using ImageOrleans.TestSupport;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ImageOrleans.Grains.Tests;

/// <summary>Requests from submission to end, with real grains, database, files, HTTP and codec.</summary>
public sealed class RequestTests
{
    private const string Header = "S. No.,Product Name,Input Image Urls\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_catalogue_comes_back_with_the_new_urls_position_by_position(DatabaseProvider provider)
    {
        var cluster = await CatalogueCluster.ShareAsync(provider);
        await using var origin = await LoopbackOrigin.StartAsync();
        var lamp = origin.Serve("/lamp.jpg", TestImages.Jpeg(1));
        var chair = origin.Serve("/chair.jpg", TestImages.Jpeg(2));
        var text = origin.Serve("/text.jpg", Encoding.UTF8.GetBytes("no image"));
        var id = Guid.NewGuid();

        var request = await cluster.ProcessAsync(
            id, $"{Header}1,Große Lampe,\"{lamp}, {origin.Url}/missing.jpg, {chair}\"\n,No number,{lamp}\n3,Text,{text}\n");

        Assert.Equal(RequestStatus.PartiallySucceeded, request.Status);
        Assert.Equal((3, 3, 2L, 3L), (request.Progress.RowsDone, request.Progress.RowsFailed, request.Progress.ImagesCompressed, request.Progress.ImagesFailed));
        var products = await cluster.Services.GetRequiredService<SegmentTables>().ListAsync(id, status: null, offset: 0, limit: 10, Cancellation);
        var outcomes = products.SelectMany(product => product.Images).Select(image => image.Outcome).ToList();
        Assert.Equal(
            [null, FailureCodes.NotFound, null, FailureCodes.InvalidRow, FailureCodes.NotAnImage],
            outcomes.Select(outcome => outcome.Failure?.Code));
        Assert.All(outcomes.Where(outcome => outcome.Failure is null), outcome => Assert.InRange(outcome.BytesOut, 1, outcome.BytesIn - 1));
        Assert.Equal(
            $"S. No.,Product Name,Input Image Urls,Output Image Urls\n"
            + $"1,Große Lampe,\"{lamp}, {origin.Url}/missing.jpg, {chair}\",\"http://images.example/images/{outcomes[0].ImageHash}/1-grosse-lampe-1.jpg,,http://images.example/images/{outcomes[2].ImageHash}/1-grosse-lampe-3.jpg\"\n"
            + $",No number,{lamp},\n"
            + $"3,Text,{text},\n",
            cluster.ReadOutput(id));
    }

    [Fact]
    public async Task The_same_url_is_downloaded_once_within_a_row_a_segment_and_a_request()
    {
        var cluster = await CatalogueCluster.ShareAsync();
        await using var origin = await LoopbackOrigin.StartAsync();
        var shared = origin.Serve("/shared.jpg", TestImages.Jpeg(1));
        var csv = new StringBuilder(Header);
        for (var row = 0; row < 700; row++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{row},Lamp,\"{shared} {origin.Url}/missing.jpg {shared}\"\n");
        }

        var id = Guid.NewGuid();
        var request = await cluster.ProcessAsync(id, csv.ToString());

        Assert.Equal(1, origin.Calls["/shared.jpg"]);
        Assert.Equal(1, origin.Calls["/missing.jpg"]);
        Assert.Equal((1400L, 700L, 700), (request.Progress.ImagesCompressed, request.Progress.ImagesFailed, request.Progress.RowsDone));
        var lines = cluster.ReadOutput(id).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(701, lines.Length);
        Assert.All(lines.Skip(1).Index(), line => Assert.EndsWith($"/{line.Index}-lamp-3.jpg\"", line.Item, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_bytes_with_the_same_settings_are_compressed_once()
    {
        await using var data = await CatalogueData.CreateAsync();
        await using var cluster = await CatalogueCluster.StartAsync(data);
        await using var origin = await LoopbackOrigin.StartAsync();
        var urls = Enumerable.Range(0, 20).Select(i => origin.Serve($"/{i}.jpg", TestImages.Jpeg(1))).ToList();

        await cluster.ProcessAsync(Guid.NewGuid(), $"{Header}1,Lamp,\"{string.Join(' ', urls)}\"\n");
        var first = Directory.GetFiles(data.PathOf("images"), "*", SearchOption.AllDirectories);
        await cluster.ProcessAsync(Guid.NewGuid(), $"{Header}2,Chair,{urls[0]}\n", new CompressionSettings { Quality = 20 });

        Assert.Single(first);
        Assert.Equal(2, Directory.GetFiles(data.PathOf("images"), "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task The_result_does_not_depend_on_timing()
    {
        await using var origin = await LoopbackOrigin.StartAsync();
        var csv = new StringBuilder(Header);
        for (var row = 0; row < 300; row++)
        {
            var url = origin.Serve($"/{row % 40}.jpg", TestImages.Jpeg(row % 40));
            csv.Append(CultureInfo.InvariantCulture, $"{row},Lamp {row},\"{url} {origin.Url}/missing-{row % 7}.jpg\"\n");
        }

        var outputs = new List<string>();
        var images = new List<SortedDictionary<string, string>>();
        foreach (var (inFlight, slots, seed) in new[] { ("256", "4", 1), ("3", "1", 2), ("40", "2", 3) })
        {
            // Data of its own: nothing is known or stored from the round before.
            await using var data = await CatalogueData.CreateAsync();
            await using var cluster = await CatalogueCluster.StartAsync(
                data, silos: 1, ("Processing:ImagesInFlight", inFlight), ("Processing:CompressionSlots", slots), ("Processing:OpenSegments", slots));
            var id = Guid.NewGuid();
            origin.Latency = path => TimeSpan.FromMilliseconds((uint)HashCode.Combine(path, seed) % 20);
            await cluster.ProcessAsync(id, csv.ToString());
            outputs.Add(cluster.ReadOutput(id));
            images.Add(new SortedDictionary<string, string>(
                Directory.GetFiles(data.PathOf("images"), "*", SearchOption.AllDirectories)
                    .ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))),
                StringComparer.Ordinal));
        }

        Assert.Equal(3, origin.Calls["/0.jpg"]);
        Assert.Equal(40, images[0].Count);
        Assert.All(outputs, output => Assert.Equal(outputs[0], output));
        Assert.All(images, stored => Assert.Equal(images[0], stored));
    }

    [Fact]
    public async Task No_more_images_are_in_flight_than_allowed()
    {
        await using var data = await CatalogueData.CreateAsync();
        await using var cluster = await CatalogueCluster.StartAsync(data, silos: 1, ("Processing:ImagesInFlight", "5"));
        await using var origin = await LoopbackOrigin.StartAsync();
        origin.Latency = _ => TimeSpan.FromMilliseconds(5);
        var csv = new StringBuilder(Header);
        for (var row = 0; row < 40; row++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{row},Lamp,\"{origin.Url}/{row}-a {origin.Url}/{row}-b\"\n");
        }

        await cluster.ProcessAsync(Guid.NewGuid(), csv.ToString());

        Assert.InRange(origin.MostAtOnce, 2, 5);
        Assert.Equal(80, origin.Calls.Values.Sum());
    }

    [Fact]
    public async Task A_row_with_more_images_than_may_be_in_flight_is_processed()
    {
        await using var data = await CatalogueData.CreateAsync();
        await using var cluster = await CatalogueCluster.StartAsync(data, silos: 1, ("Processing:ImagesInFlight", "5"));
        await using var origin = await LoopbackOrigin.StartAsync();
        var urls = Enumerable.Range(0, 150).Select(i => $"{origin.Url}/{i}");

        var request = await cluster.ProcessAsync(Guid.NewGuid(), $"{Header}1,Lamp,\"{string.Join(' ', urls)}\"\n2,Chair,{origin.Url}/last\n");

        Assert.Equal((RequestStatus.Failed, 151L), (request.Status, request.Progress.ImagesFailed));
        Assert.StartsWith("No image has a result. The commonest reason (151 times): ", request.StatusReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_answers_while_it_works()
    {
        var cluster = await CatalogueCluster.ShareAsync();
        await using var origin = await LoopbackOrigin.StartAsync();
        var released = new TaskCompletionSource();
        origin.BeforeAnswer = path => path == "/slow.jpg" ? released.Task : Task.CompletedTask;
        var quick = origin.Serve("/quick.jpg", TestImages.Jpeg(1));
        var slow = origin.Serve("/slow.jpg", TestImages.Jpeg(2));
        var id = Guid.NewGuid();

        await cluster.SubmitAsync(id, $"{Header}1,Lamp,{quick}\n2,Chair,{slow}\n");
        var meanwhile = await cluster.WaitForAsync(id, request => request.Progress.RowsDone == 1);
        Assert.Equal(RequestStatus.Processing, meanwhile.Status);

        released.SetResult();
        var request = await cluster.WaitForEndAsync(id);
        Assert.Equal((RequestStatus.Succeeded, 2), (request.Status, request.Progress.RowsDone));
        Assert.NotNull(request.FinishedAt);
    }

    [Fact]
    public async Task The_same_submission_again_is_the_same_request_and_another_is_a_conflict()
    {
        await using var data = await CatalogueData.CreateAsync();
        await using var cluster = await CatalogueCluster.StartAsync(data);
        await using var origin = await LoopbackOrigin.StartAsync();
        var csv = $"{Header}1,Lamp,{origin.Serve("/lamp.jpg", TestImages.Jpeg(1))}\n";
        var id = Guid.NewGuid();
        var first = await cluster.ProcessAsync(id, csv);

        var again = await cluster.SubmitAsync(id, csv);
        var other = await cluster.SubmitAsync(id, csv.Replace("Lamp", "Chair", StringComparison.Ordinal));
        var otherSettings = await cluster.SubmitAsync(id, csv, new CompressionSettings { Quality = 51 });
        var otherWebhook = await cluster.SubmitAsync(id, csv, webhookUrl: $"{origin.Url}/hook");

        Assert.Equal((CommandOutcome.Done, first), (again.Outcome, again.Snapshot));
        Assert.Equal(CommandOutcome.Conflict, other.Outcome);
        Assert.Equal(CommandOutcome.Conflict, otherSettings.Outcome);
        Assert.Equal(CommandOutcome.Conflict, otherWebhook.Outcome);
        Assert.Equal(1, origin.Calls["/lamp.jpg"]);
        Assert.Empty(Directory.GetFiles(data.PathOf("uploads")));
    }

    [Fact]
    public async Task What_failed_is_tried_again_on_demand_and_nothing_else()
    {
        var cluster = await CatalogueCluster.ShareAsync();
        await using var origin = await LoopbackOrigin.StartAsync();
        var csv = new StringBuilder(Header);
        for (var row = 0; row < 600; row++)
        {
            var url = row == 300 ? $"{origin.Url}/late.jpg" : origin.Serve($"/{row % 5}.jpg", TestImages.Jpeg(row % 5));
            csv.Append(CultureInfo.InvariantCulture, $"{row},Lamp,{url}\n");
        }

        var id = Guid.NewGuid();
        var first = await cluster.ProcessAsync(id, csv.ToString());
        Assert.Equal((RequestStatus.PartiallySucceeded, 1L, 1), (first.Status, first.Progress.ImagesFailed, first.Attempt));

        origin.Serve("/late.jpg", TestImages.Jpeg(6));
        var retry = await cluster.Client.GetGrain<IRequestGrain>(id).Retry();
        var second = await cluster.WaitForAsync(id, request => request.Attempt == 2 && request.Status.IsFinal());

        Assert.Equal(CommandOutcome.Done, retry.Outcome);
        Assert.Equal((RequestStatus.Succeeded, 600L, 600, 0), (second.Status, second.Progress.ImagesCompressed, second.Progress.RowsDone, second.Progress.RowsFailed));
        Assert.Equal(2, origin.Calls["/late.jpg"]);
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(1, origin.Calls[$"/{i}.jpg"]));
        var lines = cluster.ReadOutput(id).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(601, lines.Length);
        Assert.All(lines.Skip(1), line => Assert.EndsWith("-lamp-1.jpg", line, StringComparison.Ordinal));
        var nothingLeft = await cluster.Client.GetGrain<IRequestGrain>(id).Retry();
        Assert.Equal(CommandOutcome.Conflict, nothingLeft.Outcome);
    }

    [Fact]
    public async Task The_next_process_goes_on_where_the_last_one_stopped()
    {
        await using var data = await CatalogueData.CreateAsync();
        await using var origin = await LoopbackOrigin.StartAsync();
        var csv = new StringBuilder(Header);
        for (var row = 0; row < 520; row++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{row},Lamp,{origin.Serve($"/{row}.jpg", TestImages.Jpeg(row % 8))}\n");
        }

        var id = Guid.NewGuid();
        var released = new TaskCompletionSource();
        origin.BeforeAnswer = path => path == "/300.jpg" ? released.Task : Task.CompletedTask;
        await using var cluster = await CatalogueCluster.StartAsync(data);
        await cluster.SubmitAsync(id, csv.ToString());
        await cluster.WaitForAsync(id, request => request.Progress.RowsDone >= 400);
        await cluster.KillAsync();

        released.SetResult();
        await using var next = await CatalogueCluster.StartAsync(data);
        var request = await next.WaitForEndAsync(id);

        Assert.Equal((RequestStatus.Succeeded, 520L), (request.Status, request.Progress.ImagesCompressed));
        Assert.Equal(521, next.ReadOutput(id).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.All(Enumerable.Range(0, 256), row => Assert.Equal(1, origin.Calls[$"/{row}.jpg"]));
        Assert.False(Directory.Exists(data.PathOf($"requests/{id:D}/parts")));
    }

    [Fact]
    public async Task A_small_request_is_not_held_up_behind_a_large_one()
    {
        await using var data = await CatalogueData.CreateAsync();
        await using var cluster = await CatalogueCluster.StartAsync(data);
        await using var slowOrigin = await LoopbackOrigin.StartAsync();
        await using var origin = await LoopbackOrigin.StartAsync();
        slowOrigin.Latency = _ => TimeSpan.FromMilliseconds(200);
        var (large, small) = (Guid.NewGuid(), Guid.NewGuid());
        var rows = Enumerable.Range(1, 4000).Select(row => $"{row},Lamp {row},{slowOrigin.Url}/missing-{row}.jpg");
        await cluster.SubmitAsync(large, $"{Header}{string.Join('\n', rows)}\n");
        await cluster.WaitForAsync(large, request => request.Progress.RowsDone > 0);

        var done = await cluster.ProcessAsync(
            small, Header + string.Concat(Enumerable.Range(1, 10).Select(row => $"{row},Chair,{origin.Serve($"/{row}.jpg", TestImages.Jpeg(row))}\n")));
        var other = await cluster.Client.GetGrain<IRequestGrain>(large).GetSnapshot();
        await cluster.Client.GetGrain<IRequestGrain>(large).Delete();

        Assert.Equal((RequestStatus.Succeeded, 10), (done.Status, done.Progress.RowsDone));
        Assert.Equal(RequestStatus.Processing, other!.Status);
    }

    [Fact]
    public async Task The_end_is_announced_to_the_webhook()
    {
        var cluster = await CatalogueCluster.ShareAsync();
        await using var origin = await LoopbackOrigin.StartAsync();
        var bodies = new ConcurrentQueue<string>();
        var hook = origin.Serve("/hook", async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            bodies.Enqueue(await reader.ReadToEndAsync(Cancellation));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        var id = Guid.NewGuid();

        await cluster.SubmitAsync(id, $"{Header}1,Lamp,{origin.Serve("/lamp.jpg", TestImages.Jpeg(1))}\n", webhookUrl: hook);
        await Eventually.HoldsAsync(() => !bodies.IsEmpty, Cancellation);

        var payload = System.Text.Json.JsonDocument.Parse(Assert.Single(bodies)).RootElement;
        Assert.Equal(id, payload.GetProperty("request_id").GetGuid());
        Assert.Equal("SUCCESS", payload.GetProperty("output_csv").GetProperty("status").GetString());
        Assert.Equal($"http://images.example/api/requests/{id:D}/output.csv", payload.GetProperty("output_csv").GetProperty("output_file_url").GetString());
        await Eventually.HoldsAsync(
            async () => !(await cluster.Services.GetRequiredService<RequestTable>().ListPendingWebhooksAsync(Cancellation)).Contains(id), Cancellation);
    }
}
