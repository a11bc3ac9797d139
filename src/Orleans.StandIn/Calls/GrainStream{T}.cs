namespace Orleans.Runtime;

/// <summary>A stream of a grain as its reader sees it. Every reading is a stream of its own.</summary>
internal sealed class GrainStream<T>(StreamMethod<T> method, Caller caller, GrainId target, object?[] arguments)
    : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var copy = (object?[])arguments.Clone();
        var own = method.CancellationIndex is { } i ? (CancellationToken)copy[i]! : CancellationToken.None;
        return new GrainStreamReader<T>(method, caller, target, copy, own, cancellationToken);
    }
}
