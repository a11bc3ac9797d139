using Orleans.Runtime;

namespace Orleans;

/// <summary>Takes part in stages by delegates.</summary>
public static class LifecycleExtensions
{
    /// <summary>Takes part in a stage's start.</summary>
    public static IDisposable Subscribe(
        this ILifecycleObservable observable, string observerName, int stage, Func<CancellationToken, Task> onStart) =>
        observable.Subscribe(observerName, stage, new DelegateObserver(onStart, null));

    /// <summary>Takes part in a stage's start and end.</summary>
    public static IDisposable Subscribe(
        this ILifecycleObservable observable,
        string observerName,
        int stage,
        Func<CancellationToken, Task> onStart,
        Func<CancellationToken, Task>? onStop) =>
        observable.Subscribe(observerName, stage, new DelegateObserver(onStart, onStop));
}
