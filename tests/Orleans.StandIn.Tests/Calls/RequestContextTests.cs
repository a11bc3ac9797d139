using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Calls;

public sealed class RequestContextTests(SharedCluster cluster)
{
    private IContextGrain Grain => cluster.Client.GetGrain<IContextGrain>(Guid.NewGuid().ToString("N") + "-context");

    [Fact]
    public async Task What_the_caller_sets_travels_along_the_calls()
    {
        RequestContext.Set("trace", "t-1");

        Assert.Equal("t-1", await Grain.Read("trace").Soon());
        Assert.Equal("t-1", await Grain.ReadThrough(Grain, "trace").Soon());
        Assert.Null(await Grain.Read("another").Soon());

        Assert.True(RequestContext.Remove("trace"));
        Assert.Null(await Grain.Read("trace").Soon());
    }

    [Fact]
    public async Task Nothing_else_of_the_caller_s_context_travels()
    {
        ContextGrain.Ambient.Value = "the caller's";

        Assert.False(await Grain.SeesTheCallersAsyncLocal().Soon());
    }
}
