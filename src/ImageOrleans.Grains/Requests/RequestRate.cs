namespace ImageOrleans.Grains.Requests;

/// <summary>How many images a request finishes per second, over the last half minute.</summary>
/// <param name="time">The time.</param>
internal sealed class RequestRate(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Youngest = TimeSpan.FromSeconds(0.5);

    private readonly Queue<(long Timestamp, long ImagesDone)> _samples = new();
    private long _newest;

    /// <summary>Notes how many images are done by now.</summary>
    public void Note(long imagesDone)
    {
        var now = time.GetTimestamp();
        if (_samples.Count > 0 && time.GetElapsedTime(_newest, now) < Interval)
        {
            return;
        }

        _newest = now;
        _samples.Enqueue((now, imagesDone));
        while (time.GetElapsedTime(_samples.Peek().Timestamp, now) > Window)
        {
            _samples.Dequeue();
        }
    }

    /// <summary>The rate; null when it is too early to tell.</summary>
    public double? Of(long imagesDone)
    {
        if (!_samples.TryPeek(out var oldest))
        {
            return null;
        }

        var elapsed = time.GetElapsedTime(oldest.Timestamp);
        return elapsed < Youngest ? null : Math.Max(0, imagesDone - oldest.ImagesDone) / elapsed.TotalSeconds;
    }
}
