namespace ImageOrleans.Contracts;

/// <summary>
/// A failure that passes by itself, told to the caller of a grain: a database, a disk, a silo is away. Its cause can't
/// travel between silos, and stays behind; that it passes, and what people have to know of it, does travel.
/// </summary>
[GenerateSerializer]
public sealed class TransientFailureException : Exception
{
    /// <summary>Without a message.</summary>
    public TransientFailureException()
    {
    }

    /// <summary>With a message.</summary>
    /// <param name="message">What is away, for people.</param>
    public TransientFailureException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    /// <param name="message">What is away, for people.</param>
    /// <param name="innerException">The cause.</param>
    public TransientFailureException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
