namespace Orleans.StandIn.Tests.Calls;

/// <summary>Nobody told Orleans how to carry it.</summary>
public sealed class UnknownException(string message) : Exception(message);
