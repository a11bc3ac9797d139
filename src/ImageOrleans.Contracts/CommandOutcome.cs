namespace ImageOrleans.Contracts;

/// <summary>What came of a command to a request.</summary>
public enum CommandOutcome
{
    /// <summary>It was carried out, or had been before.</summary>
    Done,

    /// <summary>There is no such request.</summary>
    UnknownRequest,

    /// <summary>The request is not in a state for it; the message says why.</summary>
    Conflict,
}
