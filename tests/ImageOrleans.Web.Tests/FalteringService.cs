using System.Text.Json.Serialization;
using ImageOrleans.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ImageOrleans.Web.Tests;

/// <summary>Answers for one request: that it is under way, then 503 some times, then that it is finished.</summary>
internal sealed class FalteringService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _calls;
    private int _failuresLeft;

    private FalteringService(WebApplication app, int failures)
    {
        _app = app;
        _failuresLeft = failures;
    }

    public Guid RequestId { get; } = Guid.NewGuid();

    public Uri Url => new(_app.Urls.Single());

    public int FailuresLeft => _failuresLeft;

    public static async Task<FalteringService> StartAsync(int failures)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(
            options => options.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        var app = builder.Build();
        var service = new FalteringService(app, failures);
        app.MapGet("/api/requests/{id:guid}", service.Answer);
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Answer(Guid id)
    {
        if (Interlocked.Increment(ref _calls) > 1 && _failuresLeft > 0)
        {
            Interlocked.Decrement(ref _failuresLeft);
            return TypedResults.Problem(statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        return TypedResults.Ok(RequestResource.Of(new RequestSnapshot
        {
            Id = id,
            FileName = "lamps.csv",
            Settings = new CompressionSettings(),
            Status = _calls == 1 ? RequestStatus.Processing : RequestStatus.Succeeded,
            Attempt = 1,
            RowCount = 1,
            ImageCount = 1,
            Progress = new RequestProgress(),
            CreatedAt = DateTimeOffset.UnixEpoch,
            UpdatedAt = DateTimeOffset.UnixEpoch,
        }));
    }
}
