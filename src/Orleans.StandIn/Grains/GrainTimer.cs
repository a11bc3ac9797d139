using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>Ticks are requests to the activation: they wait for their turn like any other.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);
    private readonly CancellationTokenSource _stopped = new();
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly ITimer _timer;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _ticking;
    private bool _changed;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _callback = callback;
        _options = options;
        using (FlowSuppression.Begin())
        {
            _timer = activation.Silo.Services.GetRequiredKeyedService<TimeProvider>(TimeProviderNames.Grains)
                .CreateTimer(static timer => ((GrainTimer)timer!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        activation.Timers.Add(this);
        Change(options.DueTime, options.Period);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, nameof(dueTime));
        Validate(period, nameof(period));
        _changed = true;
        _dueTime = dueTime;
        _period = period;
        if (!_ticking)
        {
            Arm(dueTime);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _activation.Timers.Remove(this);
        _stopped.Cancel();
    }

    internal async Task TickAsync()
    {
        _changed = false;
        try
        {
            if (!_stopped.IsCancellationRequested)
            {
                await _callback(_stopped.Token);
            }
        }
        catch (Exception e)
        {
            _activation.Silo.Logger.LogWarning(e, "A timer of {Grain} failed; it goes on.", _activation.GrainId);
        }
        finally
        {
            _ticking = false;
            Arm(_changed ? _dueTime : _period);
        }
    }

    private static void Validate(TimeSpan time, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, Timeout.InfiniteTimeSpan, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, Longest, name);
    }

    private void Arm(TimeSpan dueTime)
    {
        try
        {
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // Disposed of meanwhile: there is nothing to arm.
        }
    }

    private void OnDue()
    {
        _ticking = true;
        _activation.TryReceive(new TimerTick(this, _activation.GrainId)
        {
            AlwaysInterleave = _options.Interleave,
            KeepsAlive = _options.KeepAlive,
        });
    }
}
