namespace Orleans.Concurrency;

/// <summary>Requests to grains of this class run together, turn by turn.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
