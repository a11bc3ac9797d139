namespace Orleans.StandIn.Tests.Lifetime;

public interface IIdleGrain : IGrainWithStringKey
{
    Task<Guid> Activation();

    Task Stay(TimeSpan atLeast);

    Task Tick(bool keepAlive);
}

public interface IKeptGrain : IIdleGrain;

public interface ILongLivedGrain : IIdleGrain;
