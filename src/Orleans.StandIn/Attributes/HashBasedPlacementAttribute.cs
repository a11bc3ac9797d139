using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>The silo that the grain id's hash points to.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class HashBasedPlacementAttribute() : PlacementAttribute(PlacementKind.HashBased);
