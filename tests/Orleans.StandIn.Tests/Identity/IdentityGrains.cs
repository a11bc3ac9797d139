namespace Orleans.StandIn.Tests.Identity;

public sealed class GuidKeyGrain : Grain, IGuidKeyGrain
{
    public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());

    public Task<string> Id() => Task.FromResult(this.GetGrainId().ToString());

    public Task<IGuidKeyGrain> Self() => Task.FromResult(this.AsReference<IGuidKeyGrain>());

    public async Task<string> AskIdOf(IGuidKeyGrain other) => await other.Id();
}

public sealed class GuidCompoundKeyGrain : Grain, IGuidCompoundKeyGrain
{
    public Task<(Guid Key, string? Extension)> Key() =>
        Task.FromResult((this.GetPrimaryKey(out var extension), extension));
}

public sealed class IntegerKeyGrain : Grain, IIntegerKeyGrain
{
    public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());
}

public sealed class IntegerCompoundKeyGrain : Grain, IIntegerCompoundKeyGrain
{
    public Task<(long Key, string? Extension)> Key() =>
        Task.FromResult((this.GetPrimaryKeyLong(out var extension), extension));
}

[GrainType("renamed")]
public sealed class StringKeyGrain : Grain, IStringKeyGrain
{
    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());
}

public sealed class RedGrain : Grain, IColourGrain
{
    public Task<string> Name() => Task.FromResult("red");
}

public sealed class BlueGrain : Grain, IColourGrain
{
    public Task<string> Name() => Task.FromResult("blue");
}

public sealed class ShapeGrain : Grain, IShapeGrain
{
    public Task<string> Name() => Task.FromResult("shape");
}

public sealed class OtherShapeGrain : Grain, IShapeGrain
{
    public Task<string> Name() => Task.FromResult("other");
}

public sealed class PlainGrain(IGrainContext context) : IGrainBase, IPlainGrain
{
    public IGrainContext GrainContext => context;

    public Task<string> Id() => Task.FromResult(GrainContext.GrainId.ToString());
}
