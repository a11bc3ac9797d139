namespace Orleans.Runtime;

/// <summary>The silo that a client is connected to has too much to do.</summary>
[GenerateSerializer]
public sealed class GatewayTooBusyException : OrleansException
{
    /// <summary>With a message that says only that.</summary>
    public GatewayTooBusyException()
        : base("Gateway too busy")
    {
    }

    /// <summary>With a message.</summary>
    public GatewayTooBusyException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public GatewayTooBusyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
