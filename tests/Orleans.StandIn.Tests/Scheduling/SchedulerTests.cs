using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Scheduling;

public sealed class SchedulerTests(SharedCluster cluster)
{
    private readonly string _key = Guid.NewGuid().ToString("N") + "-scheduler";

    private ISchedulerGrain Grain => cluster.Client.GetGrain<ISchedulerGrain>(_key);

    [Fact]
    public async Task Grain_code_stays_on_its_own_scheduler() => Assert.Equal(
        ["own", "own", "pool", "own", "own", "own", "own"],
        await Grain.SchedulersAlongTheWay().Soon());

    [Fact]
    public async Task A_task_nobody_waits_for_goes_on_after_its_request()
    {
        await Grain.StartLoop(500).Soon();
        await cluster.Journal.Gate($"{_key} loop").Soon();
    }

    [Fact]
    public async Task A_task_nobody_waits_for_shares_the_grain_s_single_thread()
    {
        await Grain.StartLoop(3_000).Soon();
        for (var i = 0; i < 30; i++)
        {
            await Grain.Work(100).Soon();
        }

        await cluster.Journal.Gate($"{_key} loop").Soon();

        Assert.False(await Grain.WasEverTwoAtOnce());
    }
}
