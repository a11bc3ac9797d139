namespace Orleans.Runtime;

/// <summary>An activation as its grain sees it.</summary>
public interface IGrainContext : IEquatable<IGrainContext>
{
    /// <summary>The grain's identity.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain object, once it is built.</summary>
    object? GrainInstance { get; }

    /// <summary>The services of this activation; they end with it.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when the activation has ended.</summary>
    Task Deactivated { get; }

    /// <summary>Starts to end the activation once the requests under way are done.</summary>
    /// <param name="deactivationReason">What the grain is told.</param>
    /// <param name="cancellationToken">Tells the grain's <see cref="IGrainBase.OnDeactivateAsync"/> to hurry.</param>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
