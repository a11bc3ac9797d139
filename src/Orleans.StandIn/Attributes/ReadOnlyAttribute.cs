namespace Orleans.Concurrency;

/// <summary>Requests of this method run beside other read-only requests.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute;
