using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>Asks a stream's activation for more. No time limit: a stream may be silent for long.</summary>
internal sealed class GrainStreamStep<T> : Request
{
    private readonly GrainStreamSession<T> _session;
    private readonly TaskCompletionSource<(List<T> Batch, bool Completed)> _answer =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GrainStreamStep(GrainStreamSession<T> session, GrainId target)
        : base(target)
    {
        _session = session;
        AlwaysInterleave = true;
    }

    public Task<(List<T> Batch, bool Completed)> Answer => _answer.Task;

    public override bool IsAbandoned => _answer.Task.IsCompleted;

    public override async Task RunAsync(Activation activation)
    {
        var read = _session.ReadAsync(activation);
        if (await Task.WhenAny(read, _answer.Task) != read)
        {
            // Whoever waited has been told that the stream was aborted; how the reading ends interests nobody.
            _ = read.ContinueWith(static t => t.Exception, TaskScheduler.Default);
            return;
        }

        try
        {
            _answer.TrySetResult(await read);
        }
        catch (Exception e)
        {
            Fail(TypeCopier.Carriable(e));
        }
    }

    public override void Fail(Exception exception)
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
