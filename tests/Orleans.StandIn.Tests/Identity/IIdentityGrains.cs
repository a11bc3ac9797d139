namespace Orleans.StandIn.Tests.Identity;

public interface IGuidKeyGrain : IGrainWithGuidKey
{
    Task<Guid> Key();

    Task<string> Id();

    Task<IGuidKeyGrain> Self();

    Task<string> AskIdOf(IGuidKeyGrain other);
}

public interface IGuidCompoundKeyGrain : IGrainWithGuidCompoundKey
{
    Task<(Guid Key, string? Extension)> Key();
}

public interface IIntegerKeyGrain : IGrainWithIntegerKey
{
    Task<long> Key();
}

public interface IIntegerCompoundKeyGrain : IGrainWithIntegerCompoundKey
{
    Task<(long Key, string? Extension)> Key();
}

public interface IStringKeyGrain : IGrainWithStringKey
{
    Task<string> Key();
}

/// <summary>No class implements it.</summary>
public interface INowhereGrain : IGrainWithGuidKey
{
    Task Ping();
}

/// <summary>Two classes implement it, neither of the interface's name.</summary>
public interface IColourGrain : IGrainWithGuidKey
{
    Task<string> Name();
}

/// <summary>Two classes implement it, one of the interface's name.</summary>
public interface IShapeGrain : IGrainWithGuidKey
{
    Task<string> Name();
}

/// <summary>A grain without the base class.</summary>
public interface IPlainGrain : IGrainWithStringKey
{
    Task<string> Id();
}
