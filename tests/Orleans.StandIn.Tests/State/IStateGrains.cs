namespace Orleans.StandIn.Tests.State;

public interface ICounterGrain
{
    Task<int> Value();

    Task<int> Add(int amount);

    /// <summary>Changes the state in memory and does not write it.</summary>
    Task<int> AddUnwritten(int amount);

    Task<int> Reread();

    Task Clear();

    Task<(string? Etag, bool Exists)> Record();

    Task Deactivate();

    Task<string> WriteCancelled();

    /// <summary>Writes several times without waiting in between.</summary>
    Task WriteAtOnce(int times);
}

public interface IDefaultStoreGrain : ICounterGrain, IGrainWithGuidKey;

public interface INamedStoreGrain : ICounterGrain, IGrainWithStringKey;

public interface ITwoStatesGrain : IGrainWithStringKey
{
    Task SetBoth(int leftValue, int rightValue);

    Task<(int Left, int Right)> Both();

    Task Deactivate();
}

public interface IUnknownStoreGrain : IGrainWithStringKey
{
    Task Touch();
}
