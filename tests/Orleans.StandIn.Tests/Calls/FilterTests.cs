using Microsoft.Extensions.DependencyInjection;
using Orleans.StandIn.Tests.Support;
using Orleans.TestingHost;

namespace Orleans.StandIn.Tests.Calls;

public sealed class FilterTests : IAsyncLifetime
{
    private readonly Journal _journal = new();
    private readonly InProcessTestCluster _cluster;

    public FilterTests()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo
            .AddIncomingGrainCallFilter(async context =>
            {
                if (context.Grain is CallGrain)
                {
                    _journal.Note($"in {context.InterfaceMethod.Name} {context.TargetId}");
                }

                await context.Invoke();
                if (context is { MethodName: nameof(ICallGrain.Echo), Result: "change me" })
                {
                    context.Result = "changed";
                }
            })
            .AddIncomingGrainCallFilter<NotingFilter>()
            .AddOutgoingGrainCallFilter(async context =>
            {
                _journal.Note($"out {context.MethodName}");
                await context.Invoke();
            })
            .Services.AddSingleton(_journal));
        builder.ConfigureClient(client => client.AddOutgoingGrainCallFilter(async context =>
        {
            RequestContext.Set("caller", "the test");
            await context.Invoke();
        }));
        _cluster = builder.Build();
    }

    public async ValueTask InitializeAsync() => await _cluster.DeployAsync();

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task An_incoming_filter_sees_the_call_and_may_change_its_result()
    {
        Assert.Equal("changed", await _cluster.Client.GetGrain<ICallGrain>("x").Echo("change me").Soon());

        Assert.Contains("Echo call/x", _journal.Notes("in "));
        Assert.Contains("Echo for the test", _journal.Notes("noting "));
    }

    [Fact]
    public async Task An_incoming_filter_sees_a_failure()
    {
        await Assert.ThrowsAsync<PickyException>(() => _cluster.Client.GetGrain<ICallGrain>("x").Fail("picky").Soon());

        Assert.Contains("Fail threw PickyException", _journal.Notes("noting "));
    }

    [Fact]
    public async Task An_outgoing_filter_sees_calls_between_grains()
    {
        var other = _cluster.Client.GetGrain<ICallGrain>("other");
        await _cluster.Client.GetGrain<ICallGrain>("x").FailureOf(other, "picky").Soon();

        Assert.Contains("Fail", _journal.Notes("out "));
        Assert.DoesNotContain("FailureOf", _journal.Notes("out "));
    }

    private sealed class NotingFilter(Journal journal) : IIncomingGrainCallFilter
    {
        public async Task Invoke(IIncomingGrainCallContext context)
        {
            journal.Note($"noting {context.MethodName} for {RequestContext.Get("caller")}");
            try
            {
                await context.Invoke();
            }
            catch (PickyException e)
            {
                journal.Note($"noting {context.MethodName} threw {e.GetType().Name}");
                throw;
            }
        }
    }
}
