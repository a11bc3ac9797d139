using Orleans.Runtime;

namespace Orleans;

/// <summary>A call that is about to be made.</summary>
public interface IOutgoingGrainCallContext : IGrainCallContext
{
    /// <summary>The activation that makes it, if a grain does.</summary>
    IGrainContext? SourceContext { get; }
}
