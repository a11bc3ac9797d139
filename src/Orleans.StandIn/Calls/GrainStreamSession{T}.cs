using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>
/// A stream being read: lives on the activation that opened it, and works in its turns, beside all requests. Ends when
/// the reader closes it or the activation ends.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A cancellation source without a timer holds nothing to dispose of.")]
internal sealed class GrainStreamSession<T>(StreamMethod<T> method, GrainId target, object?[] arguments) : IGrainStreamSession
{
    private const int MaxBatch = 100;
    private readonly CancellationTokenSource _ended = new();
    private readonly ImmutableDictionary<string, object>? _context = RequestContext.Export();
    private volatile Activation? _activation;
    private volatile bool _unwanted;
    private IAsyncEnumerator<T>? _source;
    private Task<bool>? _next;
    private GrainStreamStep<T>? _step;

    /// <summary>The next elements, at least one unless the stream is complete.</summary>
    /// <exception cref="EnumerationAbortedException">The activation that gave the stream has ended.</exception>
    public async Task<(List<T> Batch, bool Completed)> NextAsync(Caller caller, CancellationToken cancellationToken)
    {
        var step = _step = new GrainStreamStep<T>(this, target);
        if (_activation is { } activation)
        {
            if (!activation.TryReceive(step))
            {
                step.Fail(Aborted());
            }
        }
        else if (caller.Cluster is { } cluster)
        {
            cluster.Dispatch(step, caller.Silo);
        }
        else
        {
            step.Fail(new SiloUnavailableException($"The client is not connected to a cluster: {method}."));
        }

        using var registration = cancellationToken.UnsafeRegister(
            static (session, token) => ((GrainStreamSession<T>)session!).Cancel(token), this);
        return await step.Answer;
    }

    /// <summary>The reader wants no more.</summary>
    public void Close()
    {
        _unwanted = true;
        _activation?.Post(static session => _ = ((GrainStreamSession<T>)session!).EndAsync(), this);
    }

    public void Abort()
    {
        _step?.Fail(Aborted());
        _ = EndAsync();
    }

    /// <summary>Waits for an element, then gathers what the grain gives without waiting.</summary>
    public async Task<(List<T> Batch, bool Completed)> ReadAsync(Activation activation)
    {
        _source ??= Open(activation);
        if (_unwanted)
        {
            await EndAsync();
            return ([], true);
        }

        var batch = new List<T>();
        while (batch.Count < MaxBatch)
        {
            _next ??= _source.MoveNextAsync().AsTask();
            if (batch.Count > 0 && !_next.IsCompletedSuccessfully)
            {
                // What is not there yet, or failed, is for the next step.
                break;
            }

            var any = await _next;
            _next = null;
            if (!any)
            {
                await EndAsync();
                return (batch, true);
            }

            batch.Add(method.CopyElement(_source.Current));
        }

        return (batch, false);
    }

    private IAsyncEnumerator<T> Open(Activation activation)
    {
        RequestContext.Import(_context);
        if (method.CancellationIndex is { } i)
        {
            arguments[i] = _ended.Token;
        }

        var source = method.Open(activation.GrainInstance!, arguments).GetAsyncEnumerator(_ended.Token);
        activation.AddStream(this);
        _activation = activation;
        return source;
    }

    private EnumerationAbortedException Aborted() =>
        new($"Enumeration aborted: {target} was deactivated while its stream {method} was being read.");

    private void Cancel(CancellationToken token)
    {
        _step?.Fail(new OperationCanceledException(token));
        Close();
    }

    private async Task EndAsync()
    {
        _activation?.RemoveStream(this);
        if (_ended.IsCancellationRequested || _source is not { } source)
        {
            return;
        }

        await _ended.CancelAsync();
        if (_next is Task next)
        {
            await next.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        await source.DisposeAsync();
    }
}
