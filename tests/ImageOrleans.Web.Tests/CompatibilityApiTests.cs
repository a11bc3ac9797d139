using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ImageOrleans.TestSupport;

namespace ImageOrleans.Web.Tests;

/// <summary>What existing clients of the original service rely on: paths, status codes, field names, envelope.</summary>
public sealed class CompatibilityApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/upload/")]
    [InlineData("/api/upload")]
    public async Task An_upload_is_answered_with_its_request_id(string path)
    {
        await using var web = await RunningWeb.ShareAsync();

        using var response = await web.UploadAsync(
            $"{RunningWeb.Header}1,Lamp,{web.Origin.Serve("/good.jpg", TestImages.Jpeg(1))}\n", path, fields: ("anything", "else"));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var body = await RunningWeb.JsonAsync(response);
        Assert.Equal(["status", "message", "payload"], body.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("success", "File uploaded successfully"), (body.GetProperty("status").GetString(), body.GetProperty("message").GetString()));
        Assert.True(body.GetProperty("payload").GetProperty("request_id").TryGetGuid(out _));
    }

    [Fact]
    public async Task The_output_is_told_by_status_and_url()
    {
        await using var web = await RunningWeb.ShareAsync();
        var released = new TaskCompletionSource();
        web.Origin.BeforeAnswer = _ => released.Task;
        using var upload = await web.UploadAsync($"{RunningWeb.Header}1,Lamp,{web.Origin.Serve("/good.jpg", TestImages.Jpeg(1))}\n", "/api/upload/");
        var id = (await RunningWeb.JsonAsync(upload)).GetProperty("payload").GetProperty("request_id").GetString()!;
        await web.WaitForAsync(id, status => status == "Processing");

        var before = await web.Http.GetFromJsonAsync<JsonElement>($"/api/output/?request_id={id}", Cancellation);
        released.SetResult();
        await web.WaitForEndAsync(id);
        var after = await web.Http.GetFromJsonAsync<JsonElement>($"/api/output/?request_id={id}", Cancellation);

        Assert.Equal("", after.GetProperty("message").GetString());
        Assert.Equal("PROCESSING", before.GetProperty("payload").GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, before.GetProperty("payload").GetProperty("output_file_url").ValueKind);
        Assert.Equal(("success", "SUCCESS"), (after.GetProperty("status").GetString(), after.GetProperty("payload").GetProperty("status").GetString()));
        var url = after.GetProperty("payload").GetProperty("output_file_url").GetString();
        Assert.Equal($"{web.Url}api/requests/{id}/output.csv", url);
        Assert.StartsWith("S. No.,", await web.Http.GetStringAsync(url, Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_without_any_result_has_failed()
    {
        await using var web = await RunningWeb.ShareAsync();
        var request = await web.ProcessAsync($"{RunningWeb.Header}1,Lamp,{web.Origin.Url}/missing.jpg\n");

        var output = await web.Http.GetFromJsonAsync<JsonElement>($"/api/output/?request_id={request.GetProperty("id").GetString()}", Cancellation);

        Assert.Equal("FAILED", output.GetProperty("payload").GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("5c5e8a8e-4c1c-4a9c-9a5e-0123456789ab")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task An_unknown_request_is_an_error_of_the_caller(string id)
    {
        await using var web = await RunningWeb.ShareAsync();

        using var response = await web.Http.GetAsync($"/api/output/?request_id={id}", Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("""{"status":"error","message":"Invalid Request ID","payload":""}""", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task What_is_no_catalogue_is_an_error_of_the_caller()
    {
        await using var web = await RunningWeb.ShareAsync();

        using var bad = await web.UploadAsync("a,b\n1,2\n", "/api/upload/");
        using var none = await web.Http.PostAsync("/api/upload/", content: null, Cancellation);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (bad.StatusCode, none.StatusCode));
        Assert.Equal("error", (await RunningWeb.JsonAsync(bad)).GetProperty("status").GetString());
        Assert.Contains("'S. No.'", (await RunningWeb.JsonAsync(bad)).GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("error", (await RunningWeb.JsonAsync(none)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task The_webhook_receiver_takes_what_it_gets()
    {
        await using var web = await RunningWeb.ShareAsync();

        using var response = await web.Http.PostAsJsonAsync("/api/webhook/", new { request_id = "17" }, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            """{"status":"success","message":"Webhook received successfully","payload":""}""", await response.Content.ReadAsStringAsync(Cancellation));
    }
}
