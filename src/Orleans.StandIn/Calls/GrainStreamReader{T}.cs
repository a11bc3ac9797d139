namespace Orleans.Runtime;

/// <summary>Reads a grain's stream: a call to start it, then a step on the same activation for every batch.</summary>
internal sealed class GrainStreamReader<T> : IAsyncEnumerator<T>
{
    private readonly StreamMethod<T> _method;
    private readonly Caller _caller;
    private readonly GrainId _target;
    private readonly object?[] _arguments;
    private readonly CancellationTokenSource _cancellation;
    private GrainStreamSession<T>? _session;
    private List<T> _batch = [];
    private int _index;
    private bool _completed;

    public GrainStreamReader(
        StreamMethod<T> method, Caller caller, GrainId target, object?[] arguments, CancellationToken a, CancellationToken b)
    {
        _method = method;
        _caller = caller;
        _target = target;
        _arguments = arguments;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(a, b);
    }

    public T Current => _batch[_index];

    public async ValueTask<bool> MoveNextAsync()
    {
        if (++_index < _batch.Count)
        {
            return true;
        }

        if (_completed)
        {
            return false;
        }

        _cancellation.Token.ThrowIfCancellationRequested();
        _session ??= new GrainStreamSession<T>(_method, _target, _arguments);
        (_batch, _completed) = await _session.NextAsync(_caller, _cancellation.Token);
        _index = 0;
        return _batch.Count > 0;
    }

    public ValueTask DisposeAsync()
    {
        _session?.Close();
        _completed = true;
        _batch = [];
        _cancellation.Dispose();
        return ValueTask.CompletedTask;
    }
}
