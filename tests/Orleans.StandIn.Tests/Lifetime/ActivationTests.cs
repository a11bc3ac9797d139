using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Lifetime;

public sealed class ActivationTests(SharedCluster cluster)
{
    private readonly Journal _journal = cluster.Journal;
    private readonly string _key = Guid.NewGuid().ToString("N") + "-life";

    private ILifetimeGrain Grain => cluster.Client.GetGrain<ILifetimeGrain>(_key);

    [Fact]
    public async Task A_grain_has_one_activation_however_many_call_it_at_first()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Grain.Activation()))).Soon();

        Assert.Single(ids.Distinct());
        Assert.Single(Notes);
    }

    [Fact]
    public async Task A_deactivated_grain_is_activated_anew()
    {
        var before = await Grain.Activation().Soon();
        await Grain.Deactivate().Soon();
        await Gate("off");

        var after = await Grain.Activation().Soon();

        Assert.NotEqual(before, after);
        Assert.Equal([$"{before} on", $"{before} ApplicationRequested", $"{before} off", $"{after} on"], Notes);
    }

    [Fact]
    public async Task A_request_under_way_ends_before_the_grain_is_deactivated()
    {
        var before = await Grain.Activation().Soon();
        var stay = Grain.DeactivateAndStay("go");
        await Gate("staying");
        Assert.DoesNotContain($"{before} ApplicationRequested", Notes);

        _journal.Open($"{_key} go");

        Assert.Equal(before, await stay.Soon());
        await Gate("off");
    }

    [Fact]
    public async Task Calls_that_arrive_while_it_deactivates_go_to_a_new_activation()
    {
        var before = await Grain.Activation().Soon();
        await Grain.HoldDeactivation("go").Soon();
        await Grain.Deactivate().Soon();
        await Gate("leaving");

        var calls = Enumerable.Range(0, 5).Select(_ => Grain.Activation()).Append(Grain.ActivationAtOnce()).ToArray();
        Assert.DoesNotContain(calls, c => c.IsCompleted);
        _journal.Open($"{_key} go");
        var after = (await Task.WhenAll(calls).Soon()).Distinct().ToArray();

        Assert.NotEqual(before, Assert.Single(after));
        Assert.Equal($"{before} off", Notes[^2]);
        Assert.Equal($"{after[0]} on", Notes[^1]);
    }

    [Fact]
    public async Task A_grain_that_cannot_be_built_fails_the_call_and_the_next_one_tries_again()
    {
        var grain = cluster.Client.GetGrain<IFailingConstructorGrain>(_key);

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => grain.Attempts().Soon());

        Assert.Equal("no constructor", Assert.IsType<FormatException>(e.InnerException).Message);
        Assert.Equal(2, await grain.Attempts().Soon());
    }

    [Fact]
    public async Task A_grain_that_cannot_be_activated_fails_the_call_and_the_next_one_tries_again()
    {
        var grain = cluster.Client.GetGrain<IFailingActivationGrain>(_key);

        var e = await Assert.ThrowsAsync<FormatException>(() => grain.Attempts().Soon());

        Assert.Equal("no activation", e.Message);
        Assert.Equal(2, await grain.Attempts().Soon());
        Assert.Empty(Notes);
    }

    [Fact]
    public async Task A_grain_that_ends_as_soon_as_it_begins_fails_its_calls() =>
        await Assert.ThrowsAnyAsync<OrleansException>(() => cluster.Client.GetGrain<IFleetingGrain>(_key).Touch().Soon());

    [Fact]
    public async Task A_grain_is_disposed_of_after_it_is_deactivated()
    {
        await cluster.Client.GetGrain<IDisposableGrain>(_key).Deactivate().Soon();

        await Gate("disposed of");
    }

    [Fact]
    public async Task A_grain_is_given_what_it_asks_for()
    {
        var grain = cluster.Client.GetGrain<IEquippedGrain>("x");

        Assert.Equal(
            ["equipped/x", "equipped/x", "equipped/x", "True", "equipped/x", "True", "True", "True", "equipped/x", "True"],
            await grain.Equipment().Soon());
    }

    private string[] Notes => _journal.Notes($"{_key}: ");

    private Task Gate(string name) => _journal.Gate($"{_key} {name}").Soon();
}
