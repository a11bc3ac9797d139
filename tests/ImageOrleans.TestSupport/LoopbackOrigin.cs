using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ImageOrleans.TestSupport;

/// <summary>A web server on a free port of the loopback address that serves what a test gives it, and counts who asks.</summary>
public sealed class LoopbackOrigin : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);
    private int _answering;
    private int _mostAtOnce;

    private LoopbackOrigin(WebApplication app)
    {
        _app = app;
    }

    /// <summary>What URLs begin with, without a slash at the end.</summary>
    public string Url => _app.Urls.Single();

    /// <summary>How often each path was asked for.</summary>
    public IReadOnlyDictionary<string, int> Calls => _calls;

    /// <summary>How many calls were under way at the same time, at the most.</summary>
    public int MostAtOnce => Volatile.Read(ref _mostAtOnce);

    /// <summary>How long the way to it is: each answer comes so much later. Without it, at once.</summary>
    public Func<string, TimeSpan>? Latency { get; set; }

    /// <summary>Called before each answer, with the path.</summary>
    public Func<string, Task> BeforeAnswer { get; set; } = _ => Task.CompletedTask;

    public static async Task<LoopbackOrigin> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var origin = new LoopbackOrigin(app);
        app.Run(origin.AnswerAsync);
        await app.StartAsync();
        return origin;
    }

    /// <summary>Serves bytes under a path.</summary>
    /// <returns>The URL.</returns>
    public string Serve(string path, byte[] content) => Serve(path, context => context.Response.Body.WriteAsync(content).AsTask());

    /// <summary>Answers a path.</summary>
    /// <returns>The URL.</returns>
    public string Serve(string path, Func<HttpContext, Task> answer)
    {
        _answers[path] = answer;
        return Url + path;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        _calls.AddOrUpdate(path, 1, (_, count) => count + 1);
        NoteMost(Interlocked.Increment(ref _answering));
        try
        {
            await BeforeAnswer(path);
            if (Latency is { } latency)
            {
                await Task.Delay(latency(path));
            }

            if (_answers.TryGetValue(path, out var answer))
            {
                await answer(context);
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
            }
        }
        finally
        {
            Interlocked.Decrement(ref _answering);
        }
    }

    private void NoteMost(int now)
    {
        for (var seen = Volatile.Read(ref _mostAtOnce); now > seen; seen = Volatile.Read(ref _mostAtOnce))
        {
            Interlocked.CompareExchange(ref _mostAtOnce, now, seen);
        }
    }
}
