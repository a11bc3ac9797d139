using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Orleans.StandIn.Tests.Support;
using Orleans.TestingHost;

namespace Orleans.StandIn.Tests.Scheduling;

public sealed partial class TimerTests(SharedCluster cluster)
{
    private static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(1);
    private readonly Journal _journal = cluster.Journal;
    private readonly string _key = Guid.NewGuid().ToString("N") + "-timer";

    private ITimerGrain Grain => cluster.Client.GetGrain<ITimerGrain>(_key);

    [Fact]
    public async Task A_timer_ticks_again_and_again_on_the_grain_s_scheduler()
    {
        await Grain.Start("tick", AMoment, AMoment);
        await Gate("tick 5");

        Assert.All(_journal.Notes($"{_key}: "), n => Assert.Matches(TickOn(), n));
    }

    [Fact]
    public async Task A_timer_without_a_period_ticks_once()
    {
        await Grain.Start("once", TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await Gate("once 1");
        await Grain.Start("clock", AMoment, AMoment);
        await Gate("clock 10");

        Assert.Equal(1, _journal.CountSoFar($"{_key} once"));
    }

    [Fact]
    public async Task A_tick_waits_until_the_request_is_over()
    {
        await Grain.Start("clock", AMoment, AMoment, interleave: true);
        var stay = Grain.StartAndStay("tick", "go");
        await Gate("staying");
        await Gate($"clock {_journal.CountSoFar($"{_key} clock") + 10}");
        Assert.Equal(0, _journal.CountSoFar($"{_key} tick"));

        _journal.Open($"{_key} go");
        await stay.Soon();
        await Gate("tick 2");
    }

    [Fact]
    public async Task An_interleaving_tick_comes_while_a_request_runs()
    {
        await Grain.Start("tick", AMoment, AMoment, interleave: true);
        var stay = Grain.Stay("go");
        await Gate("staying");
        await Gate($"tick {_journal.CountSoFar($"{_key} tick") + 3}");

        Assert.DoesNotContain("stayed", _journal.Notes($"{_key}: "));
        _journal.Open($"{_key} go");
        await stay.Soon();
    }

    [Fact]
    public async Task A_tick_holds_the_grain_unless_it_interleaves()
    {
        await Grain.Start("slow", TimeSpan.Zero, Timeout.InfiniteTimeSpan, holdEachTickFor: "go");
        await Gate("slow 1");
        var stay = Grain.Stay("never-closed");
        await Grain.Touch().Soon();
        Assert.False(_journal.Gate($"{_key} staying").IsCompleted);

        _journal.Open($"{_key} go");
        await Gate("staying");
        _journal.Open($"{_key} never-closed");
        await stay.Soon();
    }

    [Fact]
    public async Task A_slow_interleaving_tick_holds_up_nobody()
    {
        await Grain.Start("slow", TimeSpan.Zero, AMoment, interleave: true, holdEachTickFor: "go");
        await Gate("slow 1");
        _journal.Open($"{_key} door");
        await Grain.Stay("door").Soon();

        Assert.Equal(1, _journal.CountSoFar($"{_key} slow"));
        _journal.Open($"{_key} go");
        await Gate("slow 2");
    }

    [Fact]
    public async Task A_tick_that_fails_does_not_end_the_timer()
    {
        await Grain.StartFailing("bad");
        await Gate("bad 3");
    }

    [Fact]
    public async Task A_disposed_timer_is_silent()
    {
        await Grain.Start("tick", AMoment, AMoment);
        await Gate("tick 1");
        await Grain.Silence("tick");
        var ticks = _journal.CountSoFar($"{_key} tick");
        await Grain.Start("clock", AMoment, AMoment);
        await Gate("clock 10");

        Assert.Equal(ticks, _journal.CountSoFar($"{_key} tick"));
    }

    [Fact]
    public async Task A_changed_timer_follows_its_new_times()
    {
        await Grain.Start("tick", Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await Grain.Change("tick", AMoment, AMoment);
        await Gate("tick 3");
    }

    [Fact]
    public async Task Timers_end_with_their_activation()
    {
        await Grain.Start("tick", AMoment, AMoment);
        await Gate("tick 1");
        await Grain.Deactivate();
        await Gate("gone");
        await Grain.Touch();
        var ticks = _journal.CountSoFar($"{_key} tick");
        await Grain.Start("clock", AMoment, AMoment);
        await Gate("clock 10");

        Assert.Equal(ticks, _journal.CountSoFar($"{_key} tick"));
    }

    [Fact]
    public async Task Timers_run_on_the_registered_clock()
    {
        var builder = new InProcessTestClusterBuilder(1);
        var journal = new Journal();
        builder.ConfigureSilo((_, silo) => silo.Services
            .AddSingleton(journal)
            .AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, new HurriedTimeProvider()));
        await using var own = builder.Build();
        await own.DeployAsync(TestContext.Current.CancellationToken);

        var hour = TimeSpan.FromHours(1);
        await own.Client.GetGrain<ITimerGrain>("x").Start("tick", hour, hour);

        await journal.Gate("x tick 3").Soon();
    }

    private Task Gate(string name) => _journal.Gate($"{_key} {name}").Soon();

    [GeneratedRegex(@"^tick \d+ on$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TickOn();

    /// <summary>An hour passes in a moment.</summary>
    private sealed class HurriedTimeProvider : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new HurriedTimer(System.CreateTimer(callback, state, Hurry(dueTime), Hurry(period)));

        private static TimeSpan Hurry(TimeSpan time) => time <= TimeSpan.Zero ? time : time / 100_000;

        private sealed class HurriedTimer(ITimer timer) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Hurry(dueTime), Hurry(period));

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }
}
