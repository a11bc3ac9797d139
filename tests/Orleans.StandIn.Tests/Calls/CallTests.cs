using Orleans.Serialization;
using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Calls;

public sealed class CallTests(SharedCluster cluster)
{
    private readonly Journal _journal = cluster.Journal;
    private readonly string _key = Guid.NewGuid().ToString("N") + "-call";

    private ICallGrain Grain => cluster.Client.GetGrain<ICallGrain>(_key);

    private ICallGrain Other => cluster.Client.GetGrain<ICallGrain>(_key + "-other");

    [Theory]
    [InlineData("text")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_call_answers(string? text) => Assert.Equal(text, await Grain.Echo(text).Soon());

    [Fact]
    public async Task A_value_task_answers()
    {
        await Grain.Idle();

        Assert.Equal(5, await Grain.AddAtOnce(2, 3));
    }

    [Fact]
    public async Task A_method_of_a_base_interface_is_called() => Assert.Equal(7, await Grain.Inherited().Soon());

    [Fact]
    public async Task A_generic_method_is_called() => Assert.Equal(7, await Grain.EchoAny(7).Soon());

    [Fact]
    public async Task An_exception_keeps_its_type_and_message()
    {
        var e = await Assert.ThrowsAsync<KeyNotFoundException>(() => Grain.Fail("no such key").Soon());

        Assert.Equal("no such key", e.Message);
    }

    [Fact]
    public async Task An_exception_keeps_its_cause()
    {
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => Grain.Fail("nested").Soon());

        Assert.Equal("inner", Assert.IsType<FormatException>(e.InnerException).Message);
    }

    [Fact]
    public async Task An_exception_of_our_own_keeps_its_data()
    {
        var e = await Assert.ThrowsAsync<PickyException>(() => Grain.Fail("picky").Soon());

        Assert.Equal("picky", e.Message);
        Assert.Equal(42, e.Code);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("caused by unknown")]
    public async Task An_exception_that_cannot_be_serialised_does_not_arrive(string kind)
    {
        var e = await Assert.ThrowsAsync<CodecNotFoundException>(() => Grain.Fail(kind).Soon());

        Assert.Contains(nameof(UnknownException), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_thrown_before_there_is_a_task_arrives_like_any_other() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => Grain.FailBeforeItsTask().Soon());

    [Theory]
    [InlineData("missing", "missing")]
    [InlineData("picky", "picky 42")]
    public async Task An_exception_crosses_from_grain_to_grain(string kind, string caught) =>
        Assert.Equal(caught, await Grain.FailureOf(Other, kind).Soon());

    [Fact]
    public async Task A_call_that_takes_too_long_times_out_and_goes_on()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => Grain.WaitImpatiently("go").Soon());

        Assert.False(_journal.Gate($"{_key} waited").IsCompleted);
        _journal.Open($"{_key} go");
        await Gate("waited");
        Assert.Equal("still here", await Grain.Echo("still here").Soon());
    }

    [Fact]
    public async Task A_one_way_call_returns_before_it_is_done()
    {
        await Grain.Tell("go").Soon();
        await Gate("waiting");
        Assert.False(_journal.Gate($"{_key} waited").IsCompleted);

        _journal.Open($"{_key} go");
        await Gate("waited");
    }

    [Fact]
    public async Task A_one_way_call_that_fails_tells_nobody()
    {
        await Grain.TellAndFail().Soon();
        await Gate("failing");

        Assert.Equal("still here", await Grain.Echo("still here").Soon());
    }

    [Fact]
    public async Task Cancelling_ends_the_call_and_reaches_the_grain()
    {
        using var cancellation = new CancellationTokenSource();
        var call = Grain.WaitFor("never", cancellation.Token);
        await Gate("waiting");

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        await Gate("saw the cancellation");
    }

    [Fact]
    public async Task Cancelling_reaches_through_several_grains()
    {
        using var cancellation = new CancellationTokenSource();
        var call = Grain.PassOn(Other, "never", cancellation.Token);
        await _journal.Gate($"{_key}-other waiting").Soon();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        await _journal.Gate($"{_key}-other saw the cancellation").Soon();
    }

    [Fact]
    public async Task A_cancelled_call_is_not_made()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Grain.WaitFor("never", cancelled));

        await Grain.Echo("x").Soon();
        Assert.False(_journal.Gate($"{_key} waiting").IsCompleted);
    }

    [Fact]
    public async Task A_cancellation_while_the_call_waits_in_the_queue_takes_it_out()
    {
        var first = Grain.Wait("go");
        await Gate("waiting");
        using var cancellation = new CancellationTokenSource();
        var second = Grain.WaitFor("never", cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.Soon());

        _journal.Open($"{_key} go");
        await first.Soon();

        Assert.Equal("still here", await Grain.Echo("still here").Soon());
    }

    private Task Gate(string name) => _journal.Gate($"{_key} {name}").Soon();
}
