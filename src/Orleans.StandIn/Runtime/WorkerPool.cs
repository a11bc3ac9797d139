namespace Orleans.Runtime;

/// <summary>A silo's activations of one stateless worker: as many as are needed, up to its limit.</summary>
internal sealed class WorkerPool(Silo silo, GrainClass grainClass, GrainId grainId)
{
    private readonly List<Activation> _workers = [];

    public void Receive(Request request)
    {
        lock (_workers)
        {
            while (!Choose().TryReceive(request))
            {
                _workers.RemoveAll(w => w.State == ActivationState.Gone);
                if (silo.IsKilled)
                {
                    request.Fail(silo.Unavailable(request));
                    return;
                }
            }
        }
    }

    public void Remove(Activation worker)
    {
        lock (_workers)
        {
            _workers.Remove(worker);
        }
    }

    /// <summary>A worker with nothing to do; else a new one; else the one with the least before it.</summary>
    private Activation Choose()
    {
        if (_workers.Find(w => w.State != ActivationState.Deactivating && w.IsInactive) is { } free)
        {
            return free;
        }

        if (_workers.Count < grainClass.MaxWorkers)
        {
            var worker = new Activation(silo, grainClass, grainId, this);
            _workers.Add(worker);
            silo.Add(worker);
            worker.Start();
            return worker;
        }

        return _workers.MinBy(w => w.WaitingCount)!;
    }
}
