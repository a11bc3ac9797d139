using System.Text.Json;
using ImageOrleans.Web.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ImageOrleans.Web.Tests;

/// <summary>What is answered while a part of the service is away.</summary>
public sealed class FailureHandlerTests
{
    public static TheoryData<Exception> Transient =>
    [
        new SiloUnavailableException("The silo is gone."),
        new OrleansException("No active nodes are compatible with grain request."),
        new TimeoutException(),
        new IOException("No space left on device"),
    ];

    [Theory]
    [MemberData(nameof(Transient))]
    public async Task What_passes_by_itself_is_answered_with_when_to_come_back(Exception exception)
    {
        var context = CreateContext();

        var isHandled = await HandleAsync(context, exception);

        Assert.True(isHandled);
        Assert.Equal(503, context.Response.StatusCode);
        Assert.Equal("5", context.Response.Headers.RetryAfter.ToString());
        context.Response.Body.Position = 0;
        using var problem = await JsonDocument.ParseAsync(context.Response.Body, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains("Try again in 5 seconds", problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bug_is_not_taken_for_something_that_passes()
    {
        var context = CreateContext();

        Assert.False(await HandleAsync(context, new InvalidOperationException()));
        Assert.False(await HandleAsync(context, new OrleansException("Error from storage provider", new InvalidOperationException())));
        Assert.False(await HandleAsync(context, new BadHttpRequestException("Unexpected end of request content.")));
    }

    private static DefaultHttpContext CreateContext() => new()
    {
        RequestServices = new ServiceCollection().AddProblemDetails().AddLogging().BuildServiceProvider(),
        Response = { Body = new MemoryStream() },
    };

    private static ValueTask<bool> HandleAsync(HttpContext context, Exception exception) =>
        new FailureHandler(context.RequestServices.GetRequiredService<IProblemDetailsService>())
            .TryHandleAsync(context, exception, TestContext.Current.CancellationToken);
}
