using Orleans.Concurrency;
using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Scheduling;

public class TurnGrain(Journal journal) : Grain, ITurnGrain
{
    public Task Enter(string name, string? gate = null) => Stay(name, gate);

    public Task Read(string name, string? gate = null) => Stay(name, gate);

    public Task Interleave(string name, string? gate = null) => Stay(name, gate);

    private async Task Stay(string name, string? gate)
    {
        var key = this.GetPrimaryKeyString();
        journal.Note($"{key}: {name} in");
        journal.Open($"{key} {name}");
        if (gate is not null)
        {
            await journal.Gate($"{key} {gate}");
        }

        journal.Note($"{key}: {name} out");
    }
}

[Reentrant]
public sealed class ReentrantTurnGrain(Journal journal) : TurnGrain(journal), IReentrantTurnGrain;
