using Orleans.Concurrency;
using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Scheduling;

[StatelessWorker(Limit)]
public sealed class WorkerGrain(Journal journal) : Grain, IWorkerGrain
{
    public const int Limit = 3;
    private readonly Guid _id = Guid.NewGuid();
    private int _inside;

    public async Task<Guid> Work(string job, int until)
    {
        journal.Note($"{job}: {++_inside} inside one");
        journal.Note($"{job}: in");
        if (journal.Count(job) == until)
        {
            journal.Open(job);
        }

        await journal.Gate(job);
        await Task.Yield();
        journal.Note($"{job}: out");
        _inside--;
        return _id;
    }
}

public sealed class ForemanGrain : Grain, IForemanGrain
{
    public Task<Guid[]> Employ(int jobs, int until)
    {
        var worker = GrainFactory.GetGrain<IWorkerGrain>(0);
        return Task.WhenAll(Enumerable.Range(0, jobs).Select(_ => worker.Work(this.GetPrimaryKeyString(), until)));
    }
}
