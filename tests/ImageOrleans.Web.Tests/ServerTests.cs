using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ImageOrleans.Contracts;
using ImageOrleans.Hosting;
using ImageOrleans.TestSupport;

namespace ImageOrleans.Web.Tests;

public sealed class ServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Orchestrators_are_told_that_it_lives_and_is_ready()
    {
        await using var web = await RunningWeb.ShareAsync();

        using var live = await web.Http.GetAsync("/healthz/live", Cancellation);
        using var ready = await web.Http.GetAsync("/healthz/ready", Cancellation);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (live.StatusCode, ready.StatusCode));
        var checks = (await RunningWeb.JsonAsync(ready)).GetProperty("checks");
        Assert.Equal("Healthy", checks.GetProperty("database").GetProperty("status").GetString());
        Assert.Equal("Healthy", checks.GetProperty("cluster").GetProperty("status").GetString());
    }

    [Fact]
    public async Task The_api_describes_itself()
    {
        await using var web = await RunningWeb.ShareAsync();

        var document = await web.Http.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Cancellation);

        var paths = document.GetProperty("paths").EnumerateObject().ToDictionary(path => path.Name, path => path.Value, StringComparer.Ordinal);
        string[] expected =
        [
            "/api/requests", "/api/requests/{id}", "/api/requests/{id}/rows", "/api/requests/{id}/output.csv", "/api/requests/{id}/errors.csv",
            "/api/requests/{id}/cancel", "/api/requests/{id}/retry", "/api/requests/{id}/events", "/api/requests/{id}/webhooks", "/api/requests/{id}/webhooks/redeliver",
            "/images/{address}/{name}", "/api/upload", "/api/output", "/api/webhook",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), paths.Keys.Order(StringComparer.Ordinal));
        Assert.All(paths.Values.SelectMany(path => path.EnumerateObject()), operation => Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!));
        Assert.True(paths["/api/requests"].GetProperty("post").GetProperty("requestBody").GetProperty("content").TryGetProperty("multipart/form-data", out _));
        var upload = ParametersOf(paths["/api/requests"].GetProperty("post"));
        Assert.Equal("header", upload["Idempotency-Key"].GetProperty("in").GetString());
        string[] settings = ["quality", "format", "maxWidth", "maxHeight", "metadata", "progressive", "webhookUrl"];
        Assert.All(settings, name => Assert.Equal("query", upload[name].GetProperty("in").GetString()));
        Assert.Equal(Enum.GetNames<RequestStatus>(), NamesOf(ParametersOf(paths["/api/requests"].GetProperty("get"))["status"].GetProperty("schema")));
        var rowStatus = ParametersOf(paths["/api/requests/{id}/rows"].GetProperty("get"))["status"].GetProperty("schema");
        Assert.Equal(Enum.GetNames<ProductStatus>(), NamesOf(rowStatus.GetProperty("items")));
        Assert.Equal("query", ParametersOf(paths["/api/output"].GetProperty("get"))["request_id"].GetProperty("in").GetString());
        var schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.Equal(Enum.GetNames<RequestStatus>(), NamesOf(schemas.GetProperty("RequestStatus")));
        using var page = await web.Http.GetAsync("/swagger/index.html", Cancellation);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task A_second_process_in_the_same_folder_is_refused()
    {
        await using var web = await RunningWeb.ShareAsync();
        await using var second = WebHost.Create(["--urls", "http://127.0.0.1:0", "--Storage:DataDirectory", web.DataFolder, "--Logging:LogLevel:Default", "None"]);

        var exception = await Assert.ThrowsAsync<ConfigurationException>(() => second.StartAsync(Cancellation));

        Assert.Contains("in use", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Earlier_requests_are_there_when_it_starts_again()
    {
        using var folder = new TemporaryFolder();
        await using var origin = await LoopbackOrigin.StartAsync();
        string[] arguments =
        [
            "--urls", "http://127.0.0.1:0", "--Storage:DataDirectory", folder.Path, "--Fetching:AllowedNetworks:0", "127.0.0.0/8", "--Logging:LogLevel:Default", "Error",
        ];
        await using (var first = WebHost.Create(arguments))
        {
            await first.StartAsync(Cancellation);
            using var http = new HttpClient { BaseAddress = new Uri(first.Urls.Single()) };
            using var form = new MultipartFormDataContent { { new StringContent($"{RunningWeb.Header}1,Lamp,{origin.Url}/1.jpg\n"), "file", "first.csv" } };
            using var response = await http.PostAsync("/api/requests", form, Cancellation);
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
            await first.StopAsync(Cancellation);
        }

        await using var second = WebHost.Create(arguments);
        await second.StartAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = new Uri(second.Urls.Single()) };
        var list = await client.GetFromJsonAsync<JsonElement>("/api/requests", Cancellation);
        await second.StopAsync(Cancellation);

        Assert.Equal("first.csv", Assert.Single(list.GetProperty("items").EnumerateArray()).GetProperty("fileName").GetString());
    }

    private static Dictionary<string, JsonElement> ParametersOf(JsonElement operation) => operation.GetProperty("parameters")
        .EnumerateArray().ToDictionary(parameter => parameter.GetProperty("name").GetString()!, StringComparer.Ordinal);

    private static IEnumerable<string?> NamesOf(JsonElement schema) =>
        schema.GetProperty("enum").EnumerateArray().Select(name => name.GetString());
}
