using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Reminders;

namespace Orleans.Runtime;

/// <summary>
/// Registers reminders and lets them tick. Of a cluster's silos the oldest does it for all, the leader; when it is gone the
/// next one reads the table and goes on.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is not asked for holds nothing to dispose of.")]
internal sealed class ReminderService : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    // Held while the table is read or written, so that what ticks here agrees with it.
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<(GrainId, string), TickingReminder> _ticking = [];
    private readonly Silo _silo;
    private readonly IReminderTable _table;
    private readonly ReminderOptions _options;
    private readonly TimeProvider _clock;
    private readonly IGrainFactory _grains;
    private ITimer? _refresh;
    private bool _stopped;

    public ReminderService(Silo silo, IReminderTable table, IOptions<ReminderOptions> options, IServiceProvider services)
    {
        _silo = silo;
        _table = table;
        _options = options.Value;
        _clock = services.GetRequiredKeyedService<TimeProvider>(ReminderTimeProviderNames.Reminders);
        _grains = services.GetRequiredService<IGrainFactory>();
    }

    private ReminderService Leader =>
        _silo.Cluster.ActiveSilos.Select(s => s.Reminders).FirstOrDefault(r => r is { _stopped: false }) ?? this;

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(ReminderService), ServiceLifecycleStage.RuntimeGrainServices, _ => _table.InitAsync());
        lifecycle.Subscribe(nameof(ReminderService), ServiceLifecycleStage.Active, _ => StartAsync(), _ => StopAsync());
    }

    /// <exception cref="ArgumentOutOfRangeException">A time is negative.</exception>
    /// <exception cref="ArgumentException">The period is below the minimum.</exception>
    public async Task<IGrainReminder> RegisterAsync(GrainId grainId, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        if (period < _options.MinimumReminderPeriod)
        {
            throw new ArgumentException(
                $"Cannot register reminder {name} as requested period ({period}) is less than minimum allowed reminder period "
                + $"({_options.MinimumReminderPeriod})",
                nameof(period));
        }

        return await Leader.KeepAsync(new Reminder(grainId, name, Now + dueTime, period, ""));
    }

    /// <exception cref="ReminderException">It was registered anew since the reminder was got.</exception>
    public Task UnregisterAsync(IGrainReminder reminder) => Leader.RemoveAsync((Reminder)reminder);

    public async Task<IGrainReminder?> FindAsync(GrainId grainId, string name) => await _table.FindAsync(grainId, name);

    public async Task<List<IGrainReminder>> ReadAsync(GrainId grainId) => [.. await _table.ReadAsync(grainId)];

    private async Task StartAsync()
    {
        _silo.Reminders = this;
        _silo.Cluster.Changed += OnClusterChanged;
        _refresh = _clock.CreateTimer(
            static self => _ = ((ReminderService)self!).RefreshAsync(),
            this,
            _options.RefreshReminderListPeriod,
            _options.RefreshReminderListPeriod);
        await RefreshAsync();
    }

    private async Task StopAsync()
    {
        _silo.Cluster.Changed -= OnClusterChanged;
        if (_refresh is not null)
        {
            await _refresh.DisposeAsync();
        }

        _stopped = true;
        await RefreshAsync();
    }

    private void OnClusterChanged(object? sender, EventArgs e) => _ = Task.Run(RefreshAsync);

    private async Task<Reminder> KeepAsync(Reminder reminder)
    {
        await _gate.WaitAsync();
        try
        {
            var row = await _table.UpsertAsync(reminder);
            Schedule(row);
            return row;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task RemoveAsync(Reminder row)
    {
        await _gate.WaitAsync();
        try
        {
            if (!await _table.RemoveAsync(row) && await _table.FindAsync(row.GrainId, row.ReminderName) is not null)
            {
                throw new ReminderException($"Could not unregister reminder {row} since it was changed meanwhile.");
            }

            Unschedule((row.GrainId, row.ReminderName));
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Lets tick what is in the table, if that is this silo's task; else nothing.</summary>
    private async Task RefreshAsync()
    {
        await _gate.WaitAsync();
        try
        {
            var rows = _stopped || Leader != this
                ? []
                : (await _table.ReadAllAsync()).ToDictionary(r => (r.GrainId, r.ReminderName));
            foreach (var gone in _ticking.Keys.Where(k => !rows.ContainsKey(k)).ToArray())
            {
                Unschedule(gone);
            }

            foreach (var (key, row) in rows)
            {
                if (!string.Equals(_ticking.GetValueOrDefault(key)?.Row.ETag, row.ETag, StringComparison.Ordinal))
                {
                    Schedule(row);
                }
            }
        }
        catch (Exception e)
        {
            _silo.Logger.LogError(e, "The reminders could not be read; it is tried again in {Period}.", _options.RefreshReminderListPeriod);
        }
        finally
        {
            _gate.Release();
        }
    }

    private void Schedule(Reminder row)
    {
        var key = (row.GrainId, row.ReminderName);
        Unschedule(key);
        var ticking = _ticking[key] = new TickingReminder(row) { Due = NextTick(row) };
        using (FlowSuppression.Begin())
        {
            ticking.Timer = _clock.CreateTimer(
                t => _ = TickAsync((TickingReminder)t!), ticking, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        ticking.Timer.Change(Until(ticking.Due), Timeout.InfiniteTimeSpan);
    }

    private void Unschedule((GrainId, string) key)
    {
        if (_ticking.Remove(key, out var ticking))
        {
            ticking.IsOver = true;
            ticking.Timer?.Dispose();
        }
    }

    private async Task TickAsync(TickingReminder ticking)
    {
        var row = ticking.Row;

        // A clock may be early, and a long wait is cut into pieces.
        if (Now >= ticking.Due && !ticking.IsOver)
        {
            try
            {
                await _grains.GetGrain<IRemindable>(row.GrainId)
                    .ReceiveReminder(row.ReminderName, new TickStatus(row.StartAt, row.Period, Now), CancellationToken.None);
            }
            catch (Exception e)
            {
                _silo.Logger.LogWarning(e, "Reminder {Reminder} could not be delivered; its next tick comes as planned.", row);
            }

            ticking.Due = NextTick(row);
        }

        if (!ticking.IsOver)
        {
            ticking.Timer?.Change(Until(ticking.Due), Timeout.InfiniteTimeSpan);
        }
    }

    private DateTime NextTick(Reminder row)
    {
        var late = Now - row.StartAt;
        var period = Math.Max(row.Period.Ticks, TimeSpan.TicksPerMillisecond);
        return late < TimeSpan.Zero ? row.StartAt : row.StartAt.AddTicks(((late.Ticks / period) + 1) * period);
    }

    private TimeSpan Until(DateTime time)
    {
        var wait = time - Now;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
    }
}
