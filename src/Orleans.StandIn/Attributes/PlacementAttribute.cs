using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>Chooses the silo of a new activation.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public abstract class PlacementAttribute : Attribute
{
    private protected PlacementAttribute(PlacementKind kind) => Kind = kind;

    internal PlacementKind Kind { get; }
}
