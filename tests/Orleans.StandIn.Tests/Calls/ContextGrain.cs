namespace Orleans.StandIn.Tests.Calls;

public sealed class ContextGrain : Grain, IContextGrain
{
    public static AsyncLocal<string?> Ambient { get; } = new();

    public Task<string?> Read(string key) => Task.FromResult((string?)RequestContext.Get(key));

    public async Task<string?> ReadThrough(IContextGrain other, string key)
    {
        await Task.Yield();
        return await other.Read(key);
    }

    public Task<bool> SeesTheCallersAsyncLocal() => Task.FromResult(Ambient.Value is not null);
}
