namespace Orleans;

/// <summary>Stands between callers and grains, where the call is made.</summary>
public interface IOutgoingGrainCallFilter
{
    /// <summary>Called for every call; must call <see cref="IGrainCallContext.Invoke"/> to let it through.</summary>
    Task Invoke(IOutgoingGrainCallContext context);
}
