namespace Orleans;

/// <summary>A life cycle.</summary>
public interface ILifecycleObservable
{
    /// <summary>Takes part in a stage.</summary>
    /// <param name="observerName">Who takes part, for messages.</param>
    /// <param name="stage">Stages start in ascending and stop in descending order; those of one stage together.</param>
    /// <param name="observer">Called when the stage starts and stops.</param>
    /// <returns>Disposing of it ends the participation.</returns>
    IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
}
