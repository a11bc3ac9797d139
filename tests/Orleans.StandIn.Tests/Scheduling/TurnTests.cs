using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Scheduling;

public sealed class TurnTests(SharedCluster cluster)
{
    private readonly Journal _journal = cluster.Journal;
    private readonly string _key = Guid.NewGuid().ToString("N") + "-turn";

    private ITurnGrain Grain => cluster.Client.GetGrain<ITurnGrain>(_key, typeof(TurnGrain).FullName);

    [Fact]
    public async Task One_request_runs_at_a_time()
    {
        var first = Grain.Enter("first", "go");
        await Gate("first");
        var second = Grain.Enter("second");
        await Grain.Interleave("witness").Soon();
        Assert.DoesNotContain("second in", Notes);

        Open("go");
        await Task.WhenAll(first, second).Soon();

        Assert.Equal(["first in", "witness in", "witness out", "first out", "second in", "second out"], Notes);
    }

    [Fact]
    public async Task Many_requests_at_once_run_one_after_another_in_any_order()
    {
        var calls = Enumerable.Range(0, 20).Select(i => Grain.Enter($"{i}")).ToArray();
        await Task.WhenAll(calls).Soon();

        var notes = Notes;
        Assert.Equal(40, notes.Length);
        for (var i = 0; i < notes.Length; i += 2)
        {
            Assert.Equal(notes[i].Replace("in", "out", StringComparison.Ordinal), notes[i + 1]);
        }
    }

    [Fact]
    public async Task A_reentrant_grain_runs_requests_together()
    {
        var grain = cluster.Client.GetGrain<IReentrantTurnGrain>(_key);

        var first = grain.Enter("first", "second");
        await Gate("first");
        await Task.WhenAll(grain.Enter("second"), first).Soon();

        Assert.Equal("first out", Notes[^1]);
    }

    [Fact]
    public async Task An_always_interleaved_request_runs_beside_another()
    {
        var first = Grain.Enter("first", "second");
        await Gate("first");
        await Task.WhenAll(Grain.Interleave("second"), first).Soon();

        Assert.Equal("first out", Notes[^1]);
    }

    [Fact]
    public async Task An_always_interleaved_request_holds_up_nobody()
    {
        var first = Grain.Interleave("first", "second");
        await Gate("first");
        await Task.WhenAll(Grain.Enter("second"), first).Soon();

        Assert.Equal("first out", Notes[^1]);
    }

    [Fact]
    public async Task Read_only_requests_run_together()
    {
        var first = Grain.Read("first", "second");
        await Gate("first");
        await Task.WhenAll(Grain.Read("second"), first).Soon();

        Assert.Equal("first out", Notes[^1]);
    }

    [Fact]
    public async Task A_read_only_request_does_not_run_beside_a_writing_one()
    {
        var writer = Grain.Enter("writer", "go");
        await Gate("writer");
        var reader = Grain.Read("reader");
        await Grain.Interleave("witness").Soon();
        Assert.DoesNotContain("reader in", Notes);

        Open("go");
        await Task.WhenAll(writer, reader).Soon();

        Assert.Equal(["writer out", "reader in", "reader out"], Notes[^3..]);
    }

    [Fact]
    public async Task A_writing_request_waits_for_read_only_ones()
    {
        var reader = Grain.Read("reader", "go");
        await Gate("reader");
        var writer = Grain.Enter("writer");
        await Grain.Interleave("witness").Soon();
        Assert.DoesNotContain("writer in", Notes);

        Open("go");
        await Task.WhenAll(writer, reader).Soon();

        Assert.Equal(["reader out", "writer in", "writer out"], Notes[^3..]);
    }

    [Fact]
    public async Task A_cycle_of_calls_ends_in_a_timeout()
    {
        var self = cluster.Client.GetGrain<ICycleGrain>(_key);
        var other = cluster.Client.GetGrain<ICycleGrain>(_key + "-other");
        Assert.Equal("answer", await other.Forward(self).Soon());

        await Assert.ThrowsAsync<TimeoutException>(() => self.CallBackThrough(other, self).Soon());
    }

    private string[] Notes => _journal.Notes($"{_key}: ");

    private Task Gate(string name) => _journal.Gate($"{_key} {name}").Soon();

    private void Open(string name) => _journal.Open($"{_key} {name}");
}
