using Microsoft.Extensions.DependencyInjection;
using Orleans.StandIn.Tests.State;
using Orleans.StandIn.Tests.Support;
using Orleans.TestingHost;

namespace Orleans.StandIn.Tests.Reminders;

public sealed class ReminderTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);
    private readonly Journal _journal = new();
    private InProcessTestCluster _cluster = null!;

    private IReminderGrain Grain => _cluster.Client.GetGrain<IReminderGrain>("g");

    public async ValueTask InitializeAsync() => _cluster = await Deploy(silo => silo.UseInMemoryReminderService());

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_reminder_ticks_again_and_again_even_if_the_grain_is_gone()
    {
        Assert.Equal("r", await Grain.Register("r", Soon, Period).Soon());
        await Gate("r 1");
        await Grain.Deactivate().Soon();
        await Gate("r 3");
    }

    [Fact]
    public async Task A_tick_says_when_it_should_have_come()
    {
        var before = DateTime.UtcNow;
        await Grain.Register("r", Soon, Period).Soon();
        await Gate("r 2");

        var status = Assert.IsType<TickStatus>(_journal.Kept("g r"));

        Assert.Equal(Period, status.Period);
        Assert.InRange(status.FirstTickTime, before, DateTime.UtcNow);
        Assert.InRange(status.CurrentTickTime, status.FirstTickTime, DateTime.UtcNow);
        Assert.Equal(DateTimeKind.Utc, status.CurrentTickTime.Kind);
    }

    [Fact]
    public async Task Reminders_are_found_by_name_until_they_are_unregistered()
    {
        await Grain.Register("a", TimeSpan.FromHours(1), TimeSpan.FromHours(1)).Soon();
        await Grain.Register("b", TimeSpan.FromHours(1), TimeSpan.FromHours(1)).Soon();
        Assert.Equal(["a", "b"], await Grain.Names().Soon());
        Assert.Equal("a", await Grain.Find("a").Soon());
        Assert.Null(await Grain.Find("c").Soon());

        await Grain.Unregister("a").Soon();

        Assert.Equal(["b"], await Grain.Names().Soon());
        Assert.Null(await Grain.Find("a").Soon());
        Assert.Empty(await _cluster.Client.GetGrain<IReminderGrain>("other").Names().Soon());
    }

    [Fact]
    public async Task An_unregistered_reminder_is_silent()
    {
        await Grain.Register("r", Soon, Period).Soon();
        await Gate("r 1");
        await Grain.Unregister("r").Soon();
        var ticks = _journal.CountSoFar("g r");
        await Grain.Register("clock", Soon, Period).Soon();
        await Gate("clock 5");

        Assert.InRange(_journal.CountSoFar("g r"), ticks, ticks + 1);
    }

    [Fact]
    public async Task A_reminder_registered_again_follows_its_new_times()
    {
        await Grain.Register("r", TimeSpan.FromHours(1), TimeSpan.FromHours(1)).Soon();
        await Grain.Register("r", Soon, Period).Soon();
        await Gate("r 2");

        Assert.Equal(["r"], await Grain.Names().Soon());
    }

    [Fact]
    public async Task A_period_below_the_minimum_is_refused()
    {
        var e = await Assert.ThrowsAnyAsync<ArgumentException>(() => Grain.Register("r", Soon, TimeSpan.FromMilliseconds(1)).Soon());

        Assert.Contains("less than minimum", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 60_000)]
    [InlineData(60_000, -1)]
    public async Task Times_that_make_no_sense_are_refused(int due, int period) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Grain.Register("r", TimeSpan.FromMilliseconds(due), TimeSpan.FromMilliseconds(period)).Soon());

    [Fact]
    public async Task The_minimum_is_a_minute_by_default()
    {
        await using var cluster = await Deploy(silo => silo
            .UseInMemoryReminderService()
            .Configure<ReminderOptions>(o => o.MinimumReminderPeriod = new ReminderOptions().MinimumReminderPeriod));
        var grain = cluster.Client.GetGrain<IReminderGrain>("g");

        await Assert.ThrowsAnyAsync<ArgumentException>(() => grain.Register("r", Soon, TimeSpan.FromSeconds(59)).Soon());
        Assert.Equal("r", await grain.Register("r", TimeSpan.FromHours(1), TimeSpan.FromMinutes(1)).Soon());
    }

    [Fact]
    public async Task A_grain_that_cannot_be_reminded_is_refused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => _cluster.Client.GetGrain<IUnremindableGrain>("g").Register().Soon());

    [Fact]
    public async Task Reminders_in_a_database_outlive_the_cluster()
    {
        using var file = new SqliteFile();
        await using (var first = await Deploy(UseDatabase))
        {
            var grain = first.Client.GetGrain<IReminderGrain>("kept");
            await grain.Register("r", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)).Soon();
            Assert.Equal(["r"], await grain.Names().Soon());
            await grain.Register("s", TimeSpan.FromHours(1), TimeSpan.FromHours(1)).Soon();
            await grain.Unregister("s").Soon();
        }

        Assert.Equal(
            [$"shop reminder/kept r 1000 {unchecked((int)GrainId.Parse("reminder/kept").GetUniformHashCode())} 0"],
            file.Read("SELECT ServiceId, GrainId, ReminderName, Period, GrainHash, Version FROM OrleansRemindersTable"));
        var ticks = _journal.CountSoFar("kept r");
        await using var second = await Deploy(UseDatabase);

        await _journal.Gate($"kept r {ticks + 2}").Soon();

        void UseDatabase(ISiloBuilder silo) => silo.UseAdoNetReminderService(o =>
        {
            o.Invariant = "System.Data.SQLite";
            o.ConnectionString = file.ConnectionString;
        });
    }

    private async Task<InProcessTestCluster> Deploy(Action<ISiloBuilder> configure)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ServiceId = "shop";
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(_journal);
            silo.Configure<ReminderOptions>(o => o.MinimumReminderPeriod = TimeSpan.FromMilliseconds(100));
            configure(silo);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        return cluster;
    }

    private Task Gate(string name) => _journal.Gate($"g {name}").Soon();
}
