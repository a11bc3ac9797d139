using Orleans.Concurrency;

namespace Orleans.StandIn.Tests.Clustering;

public interface IPlacedGrain : IGrainWithGuidKey
{
    Task<SiloAddress> Silo();

    Task Stay(string gate);

    /// <summary>Goes on after the request, a step every moment, until its silo ends.</summary>
    Task StartLoop(string name);

    /// <summary>Where other grains are that this one calls first.</summary>
    Task<SiloAddress[]> SilosOfNew(string placement, int count);

    [AlwaysInterleave]
    Task Touch();
}

public interface ILocalGrain : IPlacedGrain;

public interface IHashedGrain : IPlacedGrain;

public interface IRandomGrain : IPlacedGrain;

public interface IBalancedGrain : IPlacedGrain;
