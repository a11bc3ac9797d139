namespace Orleans.StandIn.Tests.Calls;

public interface IStreamGrain : IGrainWithStringKey
{
    IAsyncEnumerable<int> Count(int upTo);

    IAsyncEnumerable<string> CountAndFail(int upTo);

    /// <summary>Gives one element, then waits until it is cancelled.</summary>
    IAsyncEnumerable<int> OneThenWait(CancellationToken cancellationToken = default);

    /// <summary>Never ends; notes when nobody wants more.</summary>
    IAsyncEnumerable<int> Forever();

    Task<string> Echo(string text);

    Task<int> SumOf(IStreamGrain other, int upTo);
}
