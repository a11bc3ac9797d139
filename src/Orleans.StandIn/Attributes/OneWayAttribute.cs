namespace Orleans.Concurrency;

/// <summary>Callers of this method do not wait and hear nothing of its end.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
