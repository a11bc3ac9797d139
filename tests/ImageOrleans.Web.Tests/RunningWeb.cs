using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ImageOrleans.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ImageOrleans.Web.Tests;

/// <summary>The web server as it runs embedded, on a free port, and an image origin of the test's own.</summary>
internal sealed class RunningWeb : IAsyncDisposable
{
    public const string Header = "S. No.,Product Name,Input Image Urls\n";

    private readonly Server _server;
    private readonly bool _isShared;

    private RunningWeb(Server server, bool isShared, LoopbackOrigin origin)
    {
        _server = server;
        _isShared = isShared;
        Origin = origin;
        Http = new HttpClient { BaseAddress = new Uri(server.App.Urls.Single()) };
    }

    public LoopbackOrigin Origin { get; }

    public HttpClient Http { get; }

    public Uri Url => Http.BaseAddress!;

    public string DataFolder => _server.Folder.Path;

    public T Service<T>()
        where T : notnull => _server.App.Services.GetRequiredService<T>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>
    /// The server that the tests of this assembly share: for tests that look at requests and images of their own alone, change no option
    /// and end nothing.
    /// </summary>
    /// <param name="among">Tests that share one among themselves alone; null for all tests.</param>
    public static async Task<RunningWeb> ShareAsync(Type? among = null) => new(
        await SharedParts.GetAsync((typeof(Server), among), () => Server.StartAsync([])), isShared: true, await LoopbackOrigin.StartAsync());

    /// <summary>Starts a server of the test's own, with a folder of its own.</summary>
    public static async Task<RunningWeb> StartAsync(params string[] settings) =>
        new(await Server.StartAsync(settings), isShared: false, await LoopbackOrigin.StartAsync());

    /// <summary>Uploads as a form, as browsers and curl do.</summary>
    public async Task<HttpResponseMessage> UploadAsync(
        string csv, string path = "/api/requests", string? idempotencyKey = null, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "my catalogue.csv");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return await Http.SendAsync(request, Cancellation);
    }

    /// <summary>Uploads a body of its own type.</summary>
    public async Task<HttpResponseMessage> UploadBodyAsync(string body, string contentType = "text/csv", string query = "")
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return await Http.PostAsync($"/api/requests{query}", content, Cancellation);
    }

    /// <summary>Uploads a catalogue and waits for its end.</summary>
    public async Task<JsonElement> ProcessAsync(string csv, params (string Name, string Value)[] fields)
    {
        using var response = await UploadAsync(csv, fields: fields);
        var accepted = await JsonAsync(response);
        Assert.Equal(202, (int)response.StatusCode);
        return await WaitForEndAsync(accepted.GetProperty("id").GetString()!);
    }

    public Task<JsonElement> WaitForEndAsync(string id) => WaitForAsync(id, status => status is not ("Pending" or "Processing"));

    public async Task<JsonElement> WaitForAsync(string id, Func<string, bool> condition)
    {
        var request = default(JsonElement);
        await Eventually.HoldsAsync(async () =>
        {
            request = await Http.GetFromJsonAsync<JsonElement>($"/api/requests/{id}", Cancellation);
            return condition(request.GetProperty("status").GetString()!);
        }, Cancellation);
        return request;
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_isShared)
        {
            await _server.DisposeAsync();
        }

        await Origin.DisposeAsync();
    }

    private sealed class Server(WebApplication app, TemporaryFolder folder) : IAsyncDisposable
    {
        public WebApplication App => app;

        public TemporaryFolder Folder => folder;

        public static async Task<Server> StartAsync(string[] settings)
        {
            var folder = new TemporaryFolder();
            var app = WebHost.Create(
            [
                "--urls", "http://127.0.0.1:0",
                "--Storage:DataDirectory", folder.Path,
                "--Storage:FlushToDisk", "false",
                "--Fetching:AllowedNetworks:0", "127.0.0.0/8",
                "--Fetching:RetryBaseDelay", "00:00:00.010",
                "--Logging:LogLevel:Default", "Error",
                "--Logging:LogLevel:Orleans", "Error",
                .. settings,
            ]);
            await app.StartAsync(Cancellation);
            return new Server(app, folder);
        }

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
            folder.Dispose();
        }
    }
}
