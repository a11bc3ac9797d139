namespace Orleans.Runtime;

/// <summary>Something an activation is asked to do, in its turn.</summary>
internal abstract class Request(GrainId target)
{
    private const int MaxForwards = 2;
    private int _forwards;

    public GrainId Target { get; } = target;

    public bool ReadOnly { get; init; }

    public bool AlwaysInterleave { get; init; }

    /// <summary>Whether it keeps the grain from being idle.</summary>
    public bool KeepsAlive { get; init; } = true;

    /// <summary>Whether nobody waits for it any more, so that it need not be started.</summary>
    public virtual bool IsAbandoned => false;

    /// <summary>Whether another activation can take it over if this one ends first.</summary>
    public virtual bool IsMovable => true;

    /// <summary>Does it, on the activation's scheduler. Never fails: failures go to whoever asked.</summary>
    public abstract Task RunAsync(Activation activation);

    /// <summary>The activation has ended before its turn: another takes it over, if that did not happen too often.</summary>
    public void Forward(Silo from)
    {
        if (_forwards++ < MaxForwards)
        {
            from.Cluster.Dispatch(this, from);
        }
        else
        {
            Fail(new OrleansMessageRejectionException($"Activations ended {MaxForwards + 1} times before they came to {this}."));
        }
    }

    /// <summary>Tells whoever asked that it will not be done.</summary>
    public abstract void Fail(Exception exception);
}
