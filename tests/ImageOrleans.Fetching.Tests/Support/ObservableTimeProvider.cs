using Microsoft.Extensions.Time.Testing;

namespace ImageOrleans.Fetching.Tests.Support;

/// <summary>Time that a test advances, and that tells when somebody started to wait for it.</summary>
internal sealed class ObservableTimeProvider : FakeTimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _set = [];
    private readonly List<(Func<TimeSpan, bool> Which, int Number, TaskCompletionSource<TimeSpan> Found)> _waiting = [];

    /// <summary>Completes once timers were set to go off after exactly <paramref name="due"/>, so many times in all.</summary>
    public Task TimerSetAsync(TimeSpan due, int times = 1) => TimerSetAsync(one => one == due, times);

    /// <summary>Completes with the time of the first, second... timer of those that <paramref name="which"/> picks.</summary>
    public Task<TimeSpan> TimerSetAsync(Func<TimeSpan, bool> which, int number = 1)
    {
        lock (_lock)
        {
            TaskCompletionSource<TimeSpan> found = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((which, number, found));
            Tell();
            return found.Task.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        Record(dueTime);
        return new ObservedTimer(timer, this);
    }

    private void Record(TimeSpan due)
    {
        lock (_lock)
        {
            _set.Add(due);
            Tell();
        }
    }

    private void Tell()
    {
        foreach ((Func<TimeSpan, bool> which, int number, TaskCompletionSource<TimeSpan> found) in _waiting)
        {
            TimeSpan[] picked = [.. _set.Where(which).Take(number)];
            if (picked.Length == number)
            {
                found.TrySetResult(picked[^1]);
            }
        }
    }

    private sealed class ObservedTimer(ITimer timer, ObservableTimeProvider time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool changed = timer.Change(dueTime, period);
            time.Record(dueTime);
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
