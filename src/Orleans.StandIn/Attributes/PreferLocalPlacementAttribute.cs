using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>The caller's silo.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class PreferLocalPlacementAttribute() : PlacementAttribute(PlacementKind.PreferLocal);
