using Orleans.Concurrency;

namespace Orleans.StandIn.Tests.Lifetime;

public interface ILifetimeGrain : IGrainWithStringKey
{
    /// <summary>The id of this very activation.</summary>
    Task<Guid> Activation();

    Task Deactivate();

    /// <summary>Asks to be deactivated while the request itself goes on until the gate opens.</summary>
    Task<Guid> DeactivateAndStay(string gate);

    /// <summary>Makes the end of this activation wait for a gate.</summary>
    Task HoldDeactivation(string gate);

    [AlwaysInterleave]
    Task<Guid> ActivationAtOnce();
}

/// <summary>Fails the first time it is built, works the second time.</summary>
public interface IFailingConstructorGrain : IGrainWithStringKey
{
    Task<int> Attempts();
}

/// <summary>Fails the first time it is activated, works the second time.</summary>
public interface IFailingActivationGrain : IGrainWithStringKey
{
    Task<int> Attempts();
}

/// <summary>Ends as soon as it has begun.</summary>
public interface IFleetingGrain : IGrainWithStringKey
{
    Task Touch();
}

/// <summary>Has something to clean up.</summary>
public interface IDisposableGrain : IGrainWithStringKey
{
    Task Deactivate();
}

/// <summary>Uses everything that a grain is given.</summary>
public interface IEquippedGrain : IGrainWithStringKey
{
    Task<string[]> Equipment();
}
