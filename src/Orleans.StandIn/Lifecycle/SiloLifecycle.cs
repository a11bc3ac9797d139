using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>Starts and stops what takes part in a silo's life, stage by stage.</summary>
internal sealed class SiloLifecycle(ILogger<SiloLifecycle> logger) : ISiloLifecycle
{
    private readonly List<Participation> _all = [];

    public int HighestCompletedStage { get; private set; } = int.MinValue;

    public int LowestStoppedStage { get; private set; } = int.MaxValue;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        var participation = new Participation(this, observerName, stage, observer);
        lock (_all)
        {
            _all.Add(participation);
        }

        return participation;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var stage in Stages().OrderBy(s => s.Key))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(stage.Select(p => p.StartAsync(cancellationToken)));
            HighestCompletedStage = stage.Key;
        }
    }

    /// <summary>Stops the stages that were started. What fails to stop does not keep the rest from stopping.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var stage in Stages().OrderByDescending(s => s.Key))
        {
            foreach (var participation in stage.Where(p => p.IsStarted))
            {
                try
                {
                    await participation.StopAsync(cancellationToken);
                }
                catch (Exception e)
                {
                    logger.LogError(e, "{Participant} failed to stop at stage {Stage}.", participation.Name, stage.Key);
                }
            }

            LowestStoppedStage = stage.Key;
        }
    }

    private IGrouping<int, Participation>[] Stages()
    {
        lock (_all)
        {
            return [.. _all.GroupBy(p => p.Stage)];
        }
    }

    private sealed class Participation(SiloLifecycle lifecycle, string name, int stage, ILifecycleObserver observer) : IDisposable
    {
        public string Name => name;

        public int Stage => stage;

        public bool IsStarted { get; private set; }

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            IsStarted = true;
            await observer.OnStart(cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            IsStarted = false;
            return observer.OnStop(cancellationToken);
        }

        public void Dispose()
        {
            lock (lifecycle._all)
            {
                lifecycle._all.Remove(this);
            }
        }
    }
}
