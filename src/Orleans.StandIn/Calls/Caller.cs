using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>A place that calls come from: a silo or a client. Knows the calls that wait for an answer, and ends them in time.</summary>
internal sealed class Caller : IDisposable
{
    // In milliseconds. A timeout is noticed up to this much late.
    private const int SweepPeriod = 100;
    private readonly ConcurrentDictionary<long, GrainCall> _outstanding = new();
    private readonly Timer _sweep;
    private readonly Func<Cluster?> _cluster;
    private readonly Lazy<IOutgoingGrainCallFilter[]> _filters;
    private long _lastId;
    private volatile string? _closed;

    public Caller(Func<Cluster?> cluster, Silo? silo, TimeSpan responseTimeout, IServiceProvider services)
    {
        _cluster = cluster;
        Silo = silo;
        ResponseTimeout = responseTimeout;
        // Filters may ask for a grain factory, and so for this caller.
        _filters = new Lazy<IOutgoingGrainCallFilter[]>(() => [.. services.GetServices<IOutgoingGrainCallFilter>()]);
        using (FlowSuppression.Begin())
        {
            _sweep = new Timer(static self => ((Caller)self!).Sweep(), this, SweepPeriod, SweepPeriod);
        }
    }

    /// <summary>The silo, if this is one.</summary>
    public Silo? Silo { get; }

    public Cluster? Cluster => _cluster();

    public TimeSpan ResponseTimeout { get; }

    public IOutgoingGrainCallFilter[] OutgoingFilters => _filters.Value;

    public void Send(GrainCall call)
    {
        var cluster = Cluster;
        if ((_closed ?? (cluster is null ? "The client is not connected to a cluster" : null)) is { } trouble)
        {
            call.Fail(new SiloUnavailableException($"{trouble}: {call}."));
            return;
        }

        if (!call.Method.OneWay)
        {
            call.Id = Interlocked.Increment(ref _lastId);
            _outstanding[call.Id] = call;
        }

        cluster!.Dispatch(call, Silo);
    }

    public void Forget(GrainCall call) => _outstanding.TryRemove(call.Id, out _);

    /// <summary>Fails what waits and whatever is called from now on.</summary>
    public void Close(string reason)
    {
        _closed = reason;
        _sweep.Dispose();
        foreach (var call in _outstanding.Values)
        {
            call.Fail(new SiloUnavailableException($"{reason}: {call}."));
        }
    }

    public void Dispose() => Close("The host was disposed of");

    private void Sweep()
    {
        var now = Environment.TickCount64;
        foreach (var (_, call) in _outstanding)
        {
            if (call.Deadline <= now)
            {
                call.TimeOut();
            }
        }
    }
}
