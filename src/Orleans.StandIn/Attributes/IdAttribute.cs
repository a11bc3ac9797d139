namespace Orleans;

/// <summary>Marks a member that crosses grain calls with its type.</summary>
[AttributeUsage(
    AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.Class
    | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Method)]
public sealed class IdAttribute(uint id) : Attribute
{
    /// <summary>The number that stands for the member on the wire.</summary>
    public uint Id { get; } = id;
}
