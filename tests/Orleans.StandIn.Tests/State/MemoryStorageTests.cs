using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.State;

public sealed class MemoryStorageTests(SharedCluster cluster)
{
    private readonly IDefaultStoreGrain _grain = cluster.Client.GetGrain<IDefaultStoreGrain>(Guid.NewGuid());

    [Fact]
    public async Task A_grain_without_a_record_starts_with_fresh_state()
    {
        Assert.Equal(0, await _grain.Value().Soon());
        Assert.Equal((null, false), await _grain.Record().Soon());
    }

    [Fact]
    public async Task Written_state_is_there_after_a_deactivation()
    {
        await _grain.Add(3).Soon();
        await Restart(1);

        Assert.Equal(3, await _grain.Value().Soon());
        Assert.True((await _grain.Record().Soon()).Exists);
    }

    [Fact]
    public async Task State_is_read_before_the_grain_is_activated()
    {
        await _grain.Add(3).Soon();
        await Restart(1);
        await _grain.Value().Soon();
        await Restart(2);

        Assert.Equal(["0", "3"], cluster.Journal.Notes($"{_grain.GetGrainId()} "));
    }

    [Fact]
    public async Task Unwritten_state_is_lost()
    {
        await _grain.Add(3).Soon();
        await _grain.AddUnwritten(4).Soon();
        await Restart(1);

        Assert.Equal(3, await _grain.Value().Soon());
    }

    [Fact]
    public async Task The_etag_changes_with_every_write()
    {
        await _grain.Add(1).Soon();
        var (first, _) = await _grain.Record().Soon();
        await _grain.Add(1).Soon();
        var (second, _) = await _grain.Record().Soon();

        Assert.NotNull(first);
        Assert.NotNull(second);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Reading_again_brings_back_what_was_written()
    {
        await _grain.Add(3).Soon();
        await _grain.AddUnwritten(4).Soon();

        Assert.Equal(3, await _grain.Reread().Soon());
    }

    [Fact]
    public async Task Cleared_state_is_fresh_state()
    {
        await _grain.Add(3).Soon();
        await _grain.Clear().Soon();

        Assert.Equal(0, await _grain.Value().Soon());
        Assert.False((await _grain.Record().Soon()).Exists);
        await Restart(1);
        Assert.Equal(0, await _grain.Value().Soon());
        Assert.Equal(2, await _grain.Add(2).Soon());
    }

    [Fact]
    public async Task Writes_made_without_waiting_follow_one_another()
    {
        await _grain.WriteAtOnce(10).Soon();
        await Restart(1);

        Assert.Equal(10, await _grain.Value().Soon());
    }

    [Fact]
    public async Task One_grain_may_have_several_states()
    {
        var grain = cluster.Client.GetGrain<ITwoStatesGrain>(Guid.NewGuid().ToString("N") + "-two");
        await grain.SetBoth(1, 2).Soon();
        await grain.Deactivate().Soon();

        Assert.Equal((1, 2), await grain.Both().Soon());
    }

    [Fact]
    public async Task Stores_of_different_names_are_different_stores()
    {
        var key = Guid.NewGuid().ToString("N") + "-named";
        var named = cluster.Client.GetGrain<INamedStoreGrain>(key);

        Assert.Equal(5, await named.Add(5).Soon());
        Assert.Equal(5, await named.Reread().Soon());
    }

    [Fact]
    public async Task A_store_that_does_not_exist_fails_the_call()
    {
        var e = await Assert.ThrowsAnyAsync<Exception>(
            () => cluster.Client.GetGrain<IUnknownStoreGrain>("x").Touch().Soon());

        Assert.Contains("no-such-store", e.ToString(), StringComparison.Ordinal);
    }

    private async Task Restart(int times)
    {
        await _grain.Deactivate().Soon();
        await cluster.Journal.Gate($"{_grain.GetGrainId()} off {times}").Soon();
    }
}
