namespace Orleans.Runtime;

/// <summary>How long an activation has had nothing to do, and whether that matters.</summary>
internal sealed class Idleness
{
    private long _since = Environment.TickCount64;
    private DateTimeOffset _keepUntil = DateTimeOffset.MinValue;

    /// <summary>Something was done just now.</summary>
    public void Restart() => _since = Environment.TickCount64;

    /// <summary>Does not matter for some time; zero or less takes an earlier wish back.</summary>
    public void Ignore(TimeSpan time, DateTimeOffset now) =>
        _keepUntil = time == Timeout.InfiniteTimeSpan || time >= DateTimeOffset.MaxValue - now ? DateTimeOffset.MaxValue
            : time <= TimeSpan.Zero ? DateTimeOffset.MinValue
            : now + time;

    public bool Exceeds(TimeSpan age, DateTimeOffset now) =>
        age != Timeout.InfiniteTimeSpan && _keepUntil <= now && Environment.TickCount64 - _since >= age.TotalMilliseconds;
}
