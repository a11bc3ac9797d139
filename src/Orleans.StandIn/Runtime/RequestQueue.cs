namespace Orleans.Runtime;

/// <summary>
/// An activation's requests: which wait, which run, and which may run beside which. They are taken in order; one that may
/// not run beside those under way is passed over until it may. Not safe for several threads: the activation sees to it.
/// </summary>
internal sealed class RequestQueue(bool isReentrant)
{
    private readonly List<Request> _waiting = [];
    private readonly List<Request> _running = [];

    // The one under way that others have to look at: the first that does not run beside all.
    private Request? _blocking;

    public int WaitingCount => _waiting.Count;

    public bool IsAnyRunning => _running.Count > 0;

    public bool IsEmpty => _running.Count == 0 && _waiting.Count == 0;

    public void Add(Request request) => _waiting.Add(request);

    /// <summary>Takes the first request that may run now; it counts as running from here on.</summary>
    public Request? TakeNext()
    {
        for (var i = 0; i < _waiting.Count; i++)
        {
            var request = _waiting[i];
            if (request.IsAbandoned)
            {
                _waiting.RemoveAt(i--);
            }
            else if (MayRun(request))
            {
                _waiting.RemoveAt(i);
                _running.Add(request);
                _blocking ??= request.AlwaysInterleave ? null : request;
                return request;
            }
        }

        return null;
    }

    public void Complete(Request request)
    {
        _running.Remove(request);
        if (ReferenceEquals(_blocking, request))
        {
            _blocking = _running.Find(r => !r.AlwaysInterleave);
        }
    }

    /// <summary>Takes all that wait.</summary>
    public Request[] TakeWaiting()
    {
        Request[] waiting = [.. _waiting];
        _waiting.Clear();
        return waiting;
    }

    /// <summary>Takes all that wait or run.</summary>
    public Request[] TakeAll()
    {
        Request[] all = [.. _running, .. TakeWaiting()];
        _running.Clear();
        return all;
    }

    private bool MayRun(Request request) =>
        _blocking is null || request.AlwaysInterleave || isReentrant || (_blocking.ReadOnly && request.ReadOnly);
}
