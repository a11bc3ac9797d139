namespace Orleans.Runtime.Messaging;

/// <summary>A connection to a silo could not be made, or broke.</summary>
public class ConnectionFailedException : OrleansException
{
    /// <summary>With a message that says only that.</summary>
    public ConnectionFailedException()
    {
    }

    /// <summary>With a message.</summary>
    public ConnectionFailedException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public ConnectionFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
