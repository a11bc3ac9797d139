using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Hosting;

/// <summary>Notes the stages of a silo's life that it takes part in.</summary>
internal sealed class NotingParticipant(Journal journal) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle)
    {
        foreach (var stage in new[] { ServiceLifecycleStage.Active, ServiceLifecycleStage.ApplicationServices })
        {
            lifecycle.Subscribe(
                $"noting {stage}",
                stage,
                _ => Note($"start {stage}"),
                _ => Note($"stop {stage}"));
        }
    }

    private Task Note(string note)
    {
        journal.Note($"stage: {note}");
        return Task.CompletedTask;
    }
}
