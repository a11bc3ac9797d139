using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using ImageOrleans.TestSupport;

namespace ImageOrleans.Web.Tests;

public sealed class EventsApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_tells_how_far_it_is_up_to_its_end()
    {
        await using var web = await RunningWeb.ShareAsync();
        var released = new TaskCompletionSource();
        web.Origin.BeforeAnswer = path => path == "/2.jpg" ? released.Task : Task.CompletedTask;
        var path = await SubmitAsync(web, rows: 2);

        var events = new List<SseItem<string>>();
        await foreach (var item in ReadAsync(web, path))
        {
            events.Add(item);
            if (JsonOf(item).GetProperty("rows").GetProperty("done").GetInt32() == 1)
            {
                released.TrySetResult();
            }
        }

        Assert.All(events.SkipLast(1), item => Assert.Equal("progress", item.EventType));
        Assert.Equal("finished", events[^1].EventType);
        Assert.Equal("Succeeded", JsonOf(events[^1]).GetProperty("status").GetString());
        Assert.Equal("Processing", JsonOf(events[^2]).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Who_comes_back_is_told_what_is_different_and_at_the_end_that_nothing_can_be()
    {
        await using var web = await RunningWeb.ShareAsync();
        var released = new TaskCompletionSource();
        web.Origin.BeforeAnswer = path => path == "/1.jpg" ? released.Task : Task.CompletedTask;
        var path = await SubmitAsync(web, rows: 1);
        var id = Path.GetFileName(Path.GetDirectoryName(path))!;
        await web.WaitForAsync(id, status => status == "Processing");
        var first = await ReadAsync(web, path).FirstAsync(Cancellation);

        await using var again = ReadAsync(web, path, first.EventId).GetAsyncEnumerator(Cancellation);
        var different = again.MoveNextAsync();
        released.SetResult();
        Assert.True(await different);
        var last = await ReadAsync(web, path).LastAsync(Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Last-Event-ID", last.EventId } } };
        using var nothing = await web.Http.SendAsync(request, Cancellation);

        Assert.NotEqual(first.EventId, again.Current.EventId);
        Assert.Equal("finished", last.EventType);
        Assert.Equal(HttpStatusCode.NoContent, nothing.StatusCode);
    }

    [Fact]
    public async Task An_unknown_request_is_not_found_and_a_removed_one_is_told()
    {
        await using var web = await RunningWeb.ShareAsync();
        var released = new TaskCompletionSource();
        web.Origin.BeforeAnswer = _ => released.Task;
        var path = await SubmitAsync(web, rows: 1);

        using var unknown = await web.Http.GetAsync($"/api/requests/{Guid.NewGuid()}/events", Cancellation);
        await using var events = ReadAsync(web, path).GetAsyncEnumerator(Cancellation);
        await events.MoveNextAsync();
        using var deleted = await web.Http.DeleteAsync(Path.GetDirectoryName(path), Cancellation);
        var types = new List<string>();
        while (await events.MoveNextAsync())
        {
            types.Add(events.Current.EventType);
        }

        released.SetResult();
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal("removed", types[^1]);
    }

    [Fact]
    public async Task The_end_of_the_process_ends_the_streams()
    {
        var web = await RunningWeb.StartAsync();
        var released = new TaskCompletionSource();
        web.Origin.BeforeAnswer = _ => released.Task;
        var path = await SubmitAsync(web, rows: 1);
        await using var events = ReadAsync(web, path).GetAsyncEnumerator(Cancellation);
        await events.MoveNextAsync();

        web.Service<Microsoft.Extensions.Hosting.IHostApplicationLifetime>().StopApplication();

        Assert.False(await events.MoveNextAsync());
        released.SetResult();
        await web.DisposeAsync();
    }

    private static async Task<string> SubmitAsync(RunningWeb web, int rows)
    {
        var csv = string.Concat(Enumerable.Range(1, rows).Select(row => $"{row},Lamp,{web.Origin.Serve($"/{row}.jpg", TestImages.Jpeg(row))}\n"));
        using var response = await web.UploadAsync(RunningWeb.Header + csv);
        return (await RunningWeb.JsonAsync(response)).GetProperty("links").GetProperty("events").GetString()!;
    }

    private static async IAsyncEnumerable<SseItem<string>> ReadAsync(RunningWeb web, string path, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        using var response = await web.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        await using var stream = await response.Content.ReadAsStreamAsync(Cancellation);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(Cancellation))
        {
            yield return item;
        }
    }

    private static JsonElement JsonOf(SseItem<string> item) => JsonDocument.Parse(item.Data).RootElement;
}
