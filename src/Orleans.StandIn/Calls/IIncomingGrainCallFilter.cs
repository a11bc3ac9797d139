namespace Orleans;

/// <summary>Stands between callers and grains, on the silo; a grain may implement it for itself.</summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Called for every call; must call <see cref="IGrainCallContext.Invoke"/> to let it through.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}
