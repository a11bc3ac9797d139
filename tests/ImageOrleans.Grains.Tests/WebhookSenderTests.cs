using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ImageOrleans.Contracts;
using ImageOrleans.Fetching;
using ImageOrleans.Fetching.Guarding;
using ImageOrleans.Grains.Webhooks;
using ImageOrleans.TestSupport;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Grains.Tests;

public sealed class WebhookSenderTests
{
    private static readonly DateTimeOffset Finished = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_carries_the_summary_the_urls_and_what_existing_receivers_read()
    {
        var (received, _) = await SendAsync();

        var payload = JsonDocument.Parse(received.Body).RootElement;
        Assert.Equal("POST application/json; charset=utf-8", $"{received.Method} {received.ContentType}");
        Assert.Equal(
            ["type", "timestamp", "data", "request_id", "output_csv"], payload.EnumerateObject().Select(member => member.Name));
        Assert.Equal("request.finished", payload.GetProperty("type").GetString());
        Assert.Equal(Finished, payload.GetProperty("timestamp").GetDateTimeOffset());
        Assert.Equal(Request.Id, payload.GetProperty("request_id").GetGuid());
        Assert.Equal(
            """{"status":"SUCCESS","output_file_url":"http://images.example/output.csv"}""", payload.GetProperty("output_csv").GetRawText());
        var data = payload.GetProperty("data");
        Assert.Equal("PartiallySucceeded", data.GetProperty("request").GetProperty("status").GetString());
        Assert.Equal(3, data.GetProperty("request").GetProperty("rows").GetProperty("total").GetInt32());
        Assert.Equal("http://images.example/", data.GetProperty("requestUrl").GetString());
        Assert.Equal("http://images.example/output.csv", data.GetProperty("outputUrl").GetString());
        Assert.Equal("http://images.example/errors.csv", data.GetProperty("errorsUrl").GetString());
    }

    [Fact]
    public async Task It_is_signed_with_each_secret()
    {
        byte[][] keys = [RandomNumberGenerator.GetBytes(24), RandomNumberGenerator.GetBytes(64)];

        var (received, _) = await SendAsync(secrets: [.. keys.Select(key => $"whsec_{Convert.ToBase64String(key)}")]);

        Assert.Equal($"msg_{Request.Id:N}_2", received.Headers["webhook-id"]);
        Assert.InRange(
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(received.Headers["webhook-timestamp"]!, System.Globalization.CultureInfo.InvariantCulture)),
            DateTimeOffset.UtcNow.AddMinutes(-1),
            DateTimeOffset.UtcNow.AddMinutes(1));
        var content = Encoding.UTF8.GetBytes($"{received.Headers["webhook-id"]}.{received.Headers["webhook-timestamp"]}.{received.Body}");
        Assert.Equal(
            string.Join(' ', keys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, content))}")),
            received.Headers["webhook-signature"]);
    }

    [Fact]
    public async Task Without_a_secret_there_is_no_signature() =>
        Assert.DoesNotContain("webhook-signature", (await SendAsync()).Received.Headers.Keys);

    [Theory]
    [InlineData(302, "redirects are not followed")]
    [InlineData(410, "wants no further announcements")]
    [InlineData(500, "answered 500")]
    public async Task An_answer_other_than_2xx_is_a_failure(int statusCode, string expected)
    {
        var (_, answer) = await SendAsync(context =>
        {
            context.Response.StatusCode = statusCode;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });

        Assert.Equal(statusCode, (int)answer.StatusCode!);
        Assert.Contains(expected, answer.Problem, StringComparison.Ordinal);
        Assert.Equal(statusCode == 410, answer.IsGone);
    }

    [Theory]
    [InlineData("120", 119, 120)]
    [InlineData("-3", null, null)]
    [InlineData("soon", null, null)]
    public async Task A_receiver_can_ask_to_be_left_alone_for_a_while(string retryAfter, int? least, int? most)
    {
        var (_, answer) = await SendAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        });

        Assert.Equal(least is null, answer.RetryAfter is null);
        Assert.True(answer.RetryAfter is null || (answer.RetryAfter >= TimeSpan.FromSeconds(least!.Value) && answer.RetryAfter <= TimeSpan.FromSeconds(most!.Value)));
    }

    [Fact]
    public async Task However_long_the_answer_is_it_is_taken_by_its_status()
    {
        var (_, answer) = await SendAsync(async context =>
        {
            for (var i = 0; i < 64 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(new byte[16 * 1024], CancellationToken.None);
            }
        });

        Assert.Equal((HttpStatusCode.OK, null), (answer.StatusCode, answer.Problem));
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_is_given_up_in_time()
    {
        var released = new TaskCompletionSource();

        var (_, answer) = await SendAsync(_ => released.Task, timeout: TimeSpan.FromMilliseconds(200));
        released.SetResult();

        Assert.Equal((null, "The receiver did not answer in time."), (answer.StatusCode, answer.Problem));
    }

    [Fact]
    public async Task A_receiver_that_is_not_there_is_named_without_its_address()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var answer = await SenderOf(allowed: "127.0.0.0/8").SendAsync(NoticeTo($"http://localhost:{port}/hook"), Cancellation);

        Assert.Equal("The connection to the receiver failed.", answer.Problem);
        Assert.NotNull(answer.Cause);
    }

    [Fact]
    public async Task A_host_that_must_not_be_connected_to_is_refused_without_its_address()
    {
        var answer = await SenderOf(allowed: null).SendAsync(NoticeTo("http://localhost:9/hook"), Cancellation);

        Assert.Equal("The host has no public address. If it is yours, allow its network with Fetching:AllowedNetworks.", answer.Problem);
    }

    private static RequestSnapshot Request { get; } = new()
    {
        Id = Guid.Parse("5e1b8a60-5b4e-4f3e-9a54-2a6a2e4e8d11"),
        FileName = "catalogue.csv",
        Settings = new CompressionSettings(),
        Status = RequestStatus.PartiallySucceeded,
        Attempt = 2,
        RowCount = 3,
        ImageCount = 4,
        Progress = new RequestProgress { RowsDone = 3, RowsFailed = 1, ImagesCompressed = 3, ImagesFailed = 1 },
        CreatedAt = Finished.AddMinutes(-1),
        UpdatedAt = Finished,
        FinishedAt = Finished,
    };

    private static WebhookNotice NoticeTo(string url) => new()
    {
        Url = url,
        Request = Request,
        RequestUrl = "http://images.example/",
        OutputFileUrl = "http://images.example/output.csv",
        ErrorsFileUrl = "http://images.example/errors.csv",
    };

    private static async Task<(Received Received, WebhookAnswer Answer)> SendAsync(
        RequestDelegate? respond = null, string[]? secrets = null, TimeSpan? timeout = null)
    {
        await using var origin = await LoopbackOrigin.StartAsync();
        var received = new TaskCompletionSource<Received>();
        var hook = origin.Serve("/hook", async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            received.TrySetResult(new Received(
                context.Request.Method,
                context.Request.ContentType,
                context.Request.Headers.ToDictionary(header => header.Key, header => (string?)header.Value, StringComparer.OrdinalIgnoreCase),
                await reader.ReadToEndAsync(CancellationToken.None)));
            await (respond?.Invoke(context) ?? Task.CompletedTask);
        });

        var answer = await SenderOf("127.0.0.0/8", secrets, timeout).SendAsync(NoticeTo(hook), Cancellation);
        return (await received.Task, answer);
    }

    private static WebhookSender SenderOf(string? allowed, string[]? secrets = null, TimeSpan? timeout = null)
    {
        var fetching = new FetchingOptions();
        if (allowed is not null)
        {
            fetching.AllowedNetworks.Add(allowed);
        }

        var options = new WebhookOptions();
        foreach (var secret in secrets ?? [])
        {
            options.Secrets.Add(secret);
        }

        var http = new HttpClient(GuardedHttpHandler.Create(new AddressGuard(fetching.AllowedNetworks), fetching))
        {
            Timeout = timeout ?? TimeSpan.FromSeconds(30),
        };
        return new WebhookSender(http, Options.Create(options), TimeProvider.System);
    }

    private sealed record Received(string Method, string? ContentType, IReadOnlyDictionary<string, string?> Headers, string Body);
}
