using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>Any silo.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class RandomPlacementAttribute() : PlacementAttribute(PlacementKind.Random);
