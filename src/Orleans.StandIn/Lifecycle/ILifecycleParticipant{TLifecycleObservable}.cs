namespace Orleans;

/// <summary>A service that takes part in a life cycle; registered as this, it is asked to.</summary>
public interface ILifecycleParticipant<TLifecycleObservable>
    where TLifecycleObservable : ILifecycleObservable
{
    /// <summary>To subscribe to stages.</summary>
    void Participate(TLifecycleObservable lifecycle);
}
