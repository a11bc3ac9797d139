namespace Orleans.Runtime;

/// <summary>A call whose answer is a <typeparamref name="T"/>.</summary>
internal sealed class GrainCall<T>(GrainMethod method, GrainId target, object?[] arguments, Caller caller)
    : GrainCall(method, target, arguments, caller)
{
    // Whoever waits goes on elsewhere, never within the turn of the grain that answers.
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Answer => _answer.Task;

    protected override void SetResult(object? result) => _answer.TrySetResult((T)result!);

    protected override void SetException(Exception exception)
    {
        if (exception is OperationCanceledException cancellation)
        {
            _answer.TrySetCanceled(cancellation.CancellationToken);
        }
        else
        {
            _answer.TrySetException(exception);
        }
    }
}
