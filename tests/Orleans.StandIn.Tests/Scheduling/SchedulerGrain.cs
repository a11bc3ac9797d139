using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Scheduling;

public sealed class SchedulerGrain(Journal journal) : Grain, ISchedulerGrain
{
    private int _inside;
    private bool _wereTwoInside;

    public async Task<string[]> SchedulersAlongTheWay()
    {
        var own = TaskScheduler.Current;
        var steps = new List<string> { own == TaskScheduler.Default ? "default" : "own" };

        await Task.Yield();
        steps.Add(Describe(own));

        await Task.Run(() => steps.Add(TaskScheduler.Current == TaskScheduler.Default ? "pool" : "?"));
        steps.Add(Describe(own));

        await Task.Factory.StartNew(() => steps.Add(Describe(own)));
        await Task.CompletedTask.ContinueWith(_ => steps.Add(Describe(own)), TaskScheduler.Current);

        await Task.WhenAll(Task.Run(() => { }), Task.CompletedTask);
        steps.Add(Describe(own));
        return [.. steps];
    }

    public Task StartLoop(int rounds)
    {
        _ = Loop();
        return Task.CompletedTask;

        async Task Loop()
        {
            await Work(rounds);
            journal.Open($"{this.GetPrimaryKeyString()} loop");
        }
    }

    public async Task Work(int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            if (Interlocked.Increment(ref _inside) != 1)
            {
                _wereTwoInside = true;
            }

            Thread.SpinWait(50);
            Interlocked.Decrement(ref _inside);
            await Task.Yield();
        }
    }

    public Task<bool> WasEverTwoAtOnce() => Task.FromResult(_wereTwoInside);

    private static string Describe(TaskScheduler own) => TaskScheduler.Current == own ? "own" : "other";
}
