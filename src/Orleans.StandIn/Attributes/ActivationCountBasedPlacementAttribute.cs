using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>The less busy of two silos.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class ActivationCountBasedPlacementAttribute() : PlacementAttribute(PlacementKind.ActivationCountBased);
