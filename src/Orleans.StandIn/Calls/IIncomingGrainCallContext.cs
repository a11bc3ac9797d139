using Orleans.Runtime;

namespace Orleans;

/// <summary>A call that reached its grain.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    /// <summary>The activation that runs it.</summary>
    IGrainContext TargetContext { get; }
}
