namespace Orleans;

/// <summary>Marks a type that may cross grain calls; the members that do are marked with <see cref="IdAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
    /// <summary>Whether the parameters of the primary constructor cross as well; those of records always do.</summary>
    public bool IncludePrimaryConstructorParameters { get; init; }
}
