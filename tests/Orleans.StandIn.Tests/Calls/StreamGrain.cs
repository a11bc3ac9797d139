using System.Runtime.CompilerServices;
using Orleans.StandIn.Tests.Support;

namespace Orleans.StandIn.Tests.Calls;

public sealed class StreamGrain(Journal journal) : Grain, IStreamGrain
{
    private string Key => this.GetPrimaryKeyString();

    public async IAsyncEnumerable<int> Count(int upTo)
    {
        for (var i = 1; i <= upTo; i++)
        {
            if (i % 7 == 0)
            {
                await Task.Yield();
            }

            yield return i;
        }
    }

    public async IAsyncEnumerable<string> CountAndFail(int upTo)
    {
        for (var i = 1; i <= upTo; i++)
        {
            await Task.Yield();
            yield return $"{i}";
        }

        throw new PickyException("enough", upTo);
    }

    public async IAsyncEnumerable<int> OneThenWait([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return 1;
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        finally
        {
            journal.Open($"{Key} left");
        }
    }

    public async IAsyncEnumerable<int> Forever()
    {
        try
        {
            for (var i = 0; ; i++)
            {
                await Task.Yield();
                yield return i;
            }
        }
        finally
        {
            journal.Open($"{Key} left");
        }
    }

    public Task<string> Echo(string text) => Task.FromResult(text);

    public async Task<int> SumOf(IStreamGrain other, int upTo)
    {
        var sum = 0;
        await foreach (var i in other.Count(upTo))
        {
            sum += i;
        }

        return sum;
    }
}
