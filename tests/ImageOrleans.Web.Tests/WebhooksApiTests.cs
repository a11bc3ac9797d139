using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ImageOrleans.TestSupport;
using Microsoft.AspNetCore.Http;

namespace ImageOrleans.Web.Tests;

public sealed class WebhooksApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deliveries_are_listed_and_sent_again_on_demand()
    {
        await using var web = await RunningWeb.ShareAsync();
        var statusCode = StatusCodes.Status410Gone;
        var hook = web.Origin.Serve("/hook", context =>
        {
            context.Response.StatusCode = statusCode;
            return Task.CompletedTask;
        });
        var request = await web.ProcessAsync(CatalogueOf(web), ("webhookUrl", hook));
        var path = request.GetProperty("links").GetProperty("webhooks").GetString()!;

        var givenUp = await WaitForAsync(web, path, "GivenUp");
        statusCode = StatusCodes.Status204NoContent;
        using var response = await web.Http.PostAsync($"{path}/redeliver", null, Cancellation);
        var delivered = await WaitForAsync(web, path, "Delivered");

        Assert.Equal(hook, givenUp.GetProperty("url").GetString());
        var failed = Assert.Single(givenUp.GetProperty("attempts").EnumerateArray());
        Assert.Equal(410, failed.GetProperty("statusCode").GetInt32());
        Assert.Equal("The receiver answered 410: it wants no further announcements.", failed.GetProperty("problem").GetString());
        Assert.InRange(failed.GetProperty("at").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(path, response.Headers.Location!.ToString());
        Assert.Equal([1, 2], delivered.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("number").GetInt32()));
    }

    [Fact]
    public async Task Without_a_webhook_nothing_is_listed_and_nothing_can_be_sent_again()
    {
        await using var web = await RunningWeb.ShareAsync();
        var request = await web.ProcessAsync(CatalogueOf(web));
        var path = $"/api/requests/{request.GetProperty("id").GetString()}/webhooks";

        var webhooks = await web.Http.GetFromJsonAsync<JsonElement>(path, Cancellation);
        using var response = await web.Http.PostAsync($"{path}/redeliver", null, Cancellation);

        Assert.False(request.GetProperty("links").TryGetProperty("webhooks", out _));
        Assert.Empty(webhooks.GetProperty("attempts").EnumerateArray());
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("no webhook URL", (await RunningWeb.JsonAsync(response)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unfinished_request_has_nothing_to_send_again_and_an_unknown_one_is_not_found()
    {
        await using var web = await RunningWeb.ShareAsync();
        var released = new TaskCompletionSource();
        web.Origin.BeforeAnswer = _ => released.Task;
        using var accepted = await web.UploadAsync(CatalogueOf(web), fields: ("webhookUrl", web.Origin.Serve("/hook", _ => Task.CompletedTask)));
        var id = (await RunningWeb.JsonAsync(accepted)).GetProperty("id").GetString();

        using var early = await web.Http.PostAsync($"/api/requests/{id}/webhooks/redeliver", null, Cancellation);
        released.SetResult();
        await WaitForAsync(web, $"/api/requests/{id}/webhooks", "Delivered");
        using var unknown = await web.Http.GetAsync($"/api/requests/{Guid.NewGuid()}/webhooks", Cancellation);
        using var unknownAgain = await web.Http.PostAsync($"/api/requests/{Guid.NewGuid()}/webhooks/redeliver", null, Cancellation);

        Assert.Equal(
            [HttpStatusCode.Conflict, HttpStatusCode.NotFound, HttpStatusCode.NotFound], [early.StatusCode, unknown.StatusCode, unknownAgain.StatusCode]);
    }

    [Fact]
    public async Task The_default_is_for_requests_that_name_no_url_and_changes_no_upload()
    {
        using var folder = new TemporaryFolder();
        await using var receiver = await LoopbackOrigin.StartAsync();
        var (hook, other) = (receiver.Serve("/hook", _ => Task.CompletedTask), receiver.Serve("/other", _ => Task.CompletedTask));
        await using var web = await RunningWeb.StartAsync("--Webhooks:Url", hook);

        var csv = CatalogueOf(web);
        using var first = await web.UploadAsync(csv, idempotencyKey: "once");
        var request = await RunningWeb.JsonAsync(first);
        var own = await web.ProcessAsync(csv, ("webhookUrl", other));
        using var again = await web.UploadAsync(csv, idempotencyKey: "once");
        using var different = await web.UploadAsync(csv, idempotencyKey: "once", fields: ("webhookUrl", hook));

        Assert.Equal(hook, request.GetProperty("webhookUrl").GetString());
        Assert.Equal(other, own.GetProperty("webhookUrl").GetString());
        Assert.Equal(request.GetProperty("id").GetString(), (await RunningWeb.JsonAsync(again)).GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, different.StatusCode);
    }

    private static string CatalogueOf(RunningWeb web) => $"{RunningWeb.Header}1,Lamp,{web.Origin.Serve("/lamp.jpg", TestImages.Jpeg(1))}\n";

    private static async Task<JsonElement> WaitForAsync(RunningWeb web, string path, string status)
    {
        var webhooks = default(JsonElement);
        await Eventually.HoldsAsync(async () =>
        {
            webhooks = await web.Http.GetFromJsonAsync<JsonElement>(path, Cancellation);
            return webhooks.TryGetProperty("status", out var found) && found.GetString() == status;
        }, Cancellation);
        return webhooks;
    }
}
