using Microsoft.Extensions.DependencyInjection;
using Orleans.StandIn.Tests.Support;
using Orleans.TestingHost;

namespace Orleans.StandIn.Tests.Scheduling;

public sealed class StatelessWorkerTests : IAsyncLifetime
{
    private readonly Journal _journal = new();
    private readonly InProcessTestCluster _cluster;

    public StatelessWorkerTests()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.Services.AddSingleton(_journal));
        _cluster = builder.Build();
    }

    public async ValueTask InitializeAsync() => await _cluster.DeployAsync();

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task As_many_calls_run_at_once_as_there_may_be_workers()
    {
        var workers = await Foreman("full").Employ(WorkerGrain.Limit, until: WorkerGrain.Limit).Soon();

        Assert.Equal(WorkerGrain.Limit, workers.Distinct().Count());
    }

    [Fact]
    public async Task More_calls_than_workers_wait()
    {
        var workers = await Foreman("many").Employ(40, until: WorkerGrain.Limit).Soon();

        Assert.Equal(40, workers.Length);
        Assert.InRange(workers.Distinct().Count(), 1, WorkerGrain.Limit);
        var inside = 0;
        foreach (var note in _journal.Notes("many: ").Where(n => n is "in" or "out"))
        {
            inside += note is "in" ? 1 : -1;
            Assert.InRange(inside, 0, WorkerGrain.Limit);
        }
    }

    [Fact]
    public async Task A_worker_runs_one_call_at_a_time()
    {
        await Foreman("single").Employ(40, until: WorkerGrain.Limit).Soon();

        Assert.All(_journal.Notes("single: ").Where(n => n.EndsWith("one", StringComparison.Ordinal)),
            n => Assert.Equal("1 inside one", n));
    }

    private IForemanGrain Foreman(string name) => _cluster.Client.GetGrain<IForemanGrain>(name);
}
