using ImageOrleans.Fetching.Downloads;

namespace ImageOrleans.Fetching.Tests.Downloads;

public class BufferBudgetTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void What_fits_is_taken_at_once_and_what_does_not_is_not()
    {
        BufferBudget budget = new(100);

        Assert.True(budget.TryTake(60));
        Assert.True(budget.TryTake(40));
        Assert.False(budget.TryTake(1));
        budget.Return(40);
        Assert.True(budget.TryTake(40));
        Assert.Equal(100, budget.Held);
    }

    [Fact]
    public async Task More_than_the_whole_budget_is_admitted_alone()
    {
        BufferBudget budget = new(100);
        Assert.True(budget.TryTake(1));
        Task large = budget.TakeAsync(1000, Cancellation).AsTask();
        Assert.False(large.IsCompleted);

        budget.Return(1);
        await large;

        Assert.Equal(1000, budget.Held);
        Assert.False(budget.TryTake(1));
    }

    [Fact]
    public async Task Nobody_overtakes_those_who_wait()
    {
        BufferBudget budget = new(100);
        Assert.True(budget.TryTake(90));
        Task large = budget.TakeAsync(50, Cancellation).AsTask();
        Task small = budget.TakeAsync(5, Cancellation).AsTask();

        Assert.False(budget.TryTake(5));
        Assert.Equal(2, budget.Waiting);
        Assert.False(small.IsCompleted);
        budget.Return(90);

        await Task.WhenAll(large, small);
        Assert.Equal(55, budget.Held);
    }

    [Fact]
    public async Task Whoever_gives_up_lets_those_behind_him_in()
    {
        BufferBudget budget = new(100);
        Assert.True(budget.TryTake(90));
        using CancellationTokenSource cancellation = new();
        Task large = budget.TakeAsync(50, cancellation.Token).AsTask();
        Task small = budget.TakeAsync(5, Cancellation).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        await small;
        Assert.Equal(95, budget.Held);
        Assert.Equal(0, budget.Waiting);
    }

    [Fact]
    public async Task Growth_never_waits_and_holds_the_others_back()
    {
        BufferBudget budget = new(100);
        Assert.True(budget.TryTake(90));

        budget.Grow(500);
        Task waiting = budget.TakeAsync(1, Cancellation).AsTask();
        budget.Return(490);
        Assert.False(waiting.IsCompleted);
        budget.Return(1);

        await waiting;
        Assert.Equal(100, budget.Held);
    }
}
