using ImageOrleans.Grains.Requests;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Grains.Tests;

public sealed class ImageBudgetTests
{
    private static readonly Guid One = Guid.NewGuid();
    private static readonly Guid Other = Guid.NewGuid();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_given_back_can_be_taken_again()
    {
        var budget = Budget(3);
        var first = await budget.TakeAsync(One, 2, Cancellation);
        var second = budget.TakeAsync(One, 2, Cancellation);
        Assert.False(second.IsCompleted);

        first.Dispose();

        (await second).Dispose();
        (await budget.TakeAsync(One, 3, Cancellation)).Dispose();
    }

    [Fact]
    public async Task Giving_back_twice_counts_once()
    {
        var budget = Budget(2);
        var first = await budget.TakeAsync(One, 2, Cancellation);
        first.Dispose();
        first.Dispose();

        using var second = await budget.TakeAsync(One, 2, Cancellation);

        Assert.False(budget.TakeAsync(One, 1, Cancellation).IsCompleted);
    }

    [Fact]
    public async Task Turns_are_given_in_the_order_of_asking_also_to_who_wants_much()
    {
        var budget = Budget(4);
        var held = await budget.TakeAsync(One, 3, Cancellation);
        var much = budget.TakeAsync(One, 4, Cancellation);
        var little = budget.TakeAsync(One, 1, Cancellation);
        Assert.False(little.IsCompleted);

        held.Dispose();
        var share = await much;
        Assert.False(little.IsCompleted);

        share.Dispose();
        (await little).Dispose();
    }

    [Fact]
    public async Task More_than_the_whole_budget_waits_for_the_whole_budget()
    {
        var budget = Budget(4);
        var held = await budget.TakeAsync(One, 1, Cancellation);
        var all = budget.TakeAsync(One, 1000, Cancellation);
        Assert.False(all.IsCompleted);

        held.Dispose();

        (await all).Dispose();
        (await budget.TakeAsync(One, 4, Cancellation)).Dispose();
    }

    [Fact]
    public async Task Who_waits_no_longer_does_not_hold_up_others()
    {
        var budget = Budget(2);
        var held = await budget.TakeAsync(One, 1, Cancellation);
        using var impatient = new CancellationTokenSource();
        var much = budget.TakeAsync(One, 2, impatient.Token);
        var little = budget.TakeAsync(One, 1, Cancellation);
        Assert.False(little.IsCompleted);

        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => much);
        (await little).Dispose();
        held.Dispose();
        (await budget.TakeAsync(One, 2, Cancellation)).Dispose();
    }

    [Fact]
    public async Task Requests_get_turns_one_after_the_other_however_many_rows_wait()
    {
        var budget = Budget(1);
        var held = await budget.TakeAsync(One, 1, Cancellation);
        var rows = Enumerable.Range(0, 1000).Select(_ => budget.TakeAsync(One, 1, Cancellation)).ToList();
        List<Task<IDisposable>> others = [budget.TakeAsync(Other, 1, Cancellation), budget.TakeAsync(Other, 1, Cancellation)];

        held.Dispose();
        (await rows[0]).Dispose();
        Assert.False(rows[1].IsCompleted);
        (await others[0]).Dispose();
        (await rows[1]).Dispose();
        Assert.False(rows[2].IsCompleted);

        (await others[1]).Dispose();
        foreach (var row in rows.Skip(2))
        {
            (await row).Dispose();
        }
    }

    [Fact]
    public async Task A_larger_cluster_takes_more()
    {
        var budget = Budget(2);
        using var held = await budget.TakeAsync(One, 2, Cancellation);
        var waiting = budget.TakeAsync(One, 4, Cancellation);
        Assert.False(waiting.IsCompleted);

        budget.SetSilos(3);

        (await waiting).Dispose();
    }

    private static ImageBudget Budget(int images) => new(Options.Create(new ProcessingOptions { ImagesInFlight = images }));
}
