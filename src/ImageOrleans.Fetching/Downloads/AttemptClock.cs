namespace ImageOrleans.Fetching.Downloads;

/// <summary>
/// The time of one attempt. It stands still until started and while paused, so that waiting for others is not held against
/// a server; the <see cref="Token"/> is cancelled when the time is up, or the caller gives up.
/// </summary>
internal sealed class AttemptClock : IDisposable
{
    private readonly TimeProvider _timeProvider;
    private readonly CancellationTokenSource _expiry;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenRegistration _callerGaveUp;
    private readonly TimeSpan _allotted;
    private TimeSpan _used;
    private long? _runningSince;

    public AttemptClock(TimeSpan allotted, TimeProvider timeProvider, CancellationToken caller)
    {
        _allotted = allotted;
        _timeProvider = timeProvider;
        _caller = caller;
        _expiry = new CancellationTokenSource(Timeout.InfiniteTimeSpan, timeProvider);
        _callerGaveUp = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _expiry);
    }

    public CancellationToken Token => _expiry.Token;

    /// <summary>Whether the time was up, and not the caller out of patience.</summary>
    public bool HasExpired => _expiry.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>The time it has run.</summary>
    public TimeSpan Used => _runningSince is { } since ? _used + _timeProvider.GetElapsedTime(since) : _used;

    /// <summary>Lets it run, and expire when what is left of the attempt's time is over.</summary>
    public void Run()
    {
        _runningSince ??= _timeProvider.GetTimestamp();
        ExpireAfter(_allotted - Used);
    }

    /// <summary>Lets it run, and expire after <paramref name="idle"/> already, unless this is called again.</summary>
    public void RunFor(TimeSpan idle)
    {
        _runningSince ??= _timeProvider.GetTimestamp();
        TimeSpan left = _allotted - Used;
        ExpireAfter(idle < left ? idle : left);
    }

    public void Pause()
    {
        _used = Used;
        _runningSince = null;
        _expiry.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _callerGaveUp.Dispose();
        _expiry.Dispose();
    }

    private void ExpireAfter(TimeSpan time) => _expiry.CancelAfter(time > TimeSpan.Zero ? time : TimeSpan.Zero);
}
