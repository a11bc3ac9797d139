using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace ImageOrleans.Fetching.Tests.Support;

/// <summary>A server that holds every request until a test releases its path.</summary>
internal sealed class HeldServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _arrived = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _released = new(StringComparer.Ordinal);
    private readonly OriginServer _server;
    private readonly RequestDelegate _answer;

    private HeldServer(OriginServer server, RequestDelegate answer)
    {
        _server = server;
        _answer = answer;
    }

    public static async Task<HeldServer> StartAsync(RequestDelegate? answer = null)
    {
        HeldServer? held = null;
        OriginServer server = await OriginServer.StartAsync(context => held!.HoldAsync(context));
        held = new HeldServer(server, answer ?? (context => OriginServer.SendAsync(context, [1])));
        return held;
    }

    public string Url(string path) => _server.Url(path);

    public Task ArrivedAsync(string path) => Signal(_arrived, path).Task.WaitAsync(TestContext.Current.CancellationToken);

    public void Release(string path) => Signal(_released, path).TrySetResult();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task HoldAsync(HttpContext context)
    {
        Signal(_arrived, context.Request.Path).TrySetResult();
        await Signal(_released, context.Request.Path).Task.WaitAsync(context.RequestAborted);
        await _answer(context);
    }

    private static TaskCompletionSource Signal(ConcurrentDictionary<string, TaskCompletionSource> signals, string path) =>
        signals.GetOrAdd(path, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
