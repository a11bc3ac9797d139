using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Somebody else stored a state since it was read. The grain whose call fails with it is deactivated.</summary>
[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    /// <summary>Without a message.</summary>
    public InconsistentStateException()
    {
    }

    /// <summary>With a message.</summary>
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    /// <summary>With a message and the two versions.</summary>
    /// <param name="errorMsg">The message.</param>
    /// <param name="storedEtag">The version in the store.</param>
    /// <param name="currentEtag">The version that the grain has.</param>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : base(errorMsg)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>The version in the store.</summary>
    [Id(0)]
    public string? StoredEtag { get; }

    /// <summary>The version that the grain has.</summary>
    [Id(1)]
    public string? CurrentEtag { get; }

    /// <summary>Whether the activation that it was thrown in has yet to be ended for it.</summary>
    internal bool IsSourceActivation { get; set; } = true;
}
