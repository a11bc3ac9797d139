namespace Orleans.StandIn.Tests.Support;

/// <summary>Waiting for what must happen in the end, however slow the machine.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task Soon(this Task task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    /// <summary>Asks again and again until the answer is yes. Fails after <see cref="Limit"/>.</summary>
    public static async Task Until(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            await pace.WaitForNextTickAsync(limit.Token);
        }
    }

    /// <summary>Calls until the call succeeds: after a silo is gone, real Orleans needs a while to notice.</summary>
    public static async Task<T> UntilAnswered<T>(Func<Task<T>> call)
    {
        T? answer = default;
        await Until(async () =>
        {
            try
            {
                answer = await call();
                return true;
            }
            catch (Exception e) when (e is OrleansException or TimeoutException)
            {
                return false;
            }
        });
        return answer!;
    }
}
