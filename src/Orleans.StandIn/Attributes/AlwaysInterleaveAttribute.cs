namespace Orleans.Concurrency;

/// <summary>Requests of this method run beside any other request.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
