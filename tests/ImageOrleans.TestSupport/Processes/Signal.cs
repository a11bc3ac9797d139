namespace ImageOrleans.TestSupport.Processes;

/// <summary>Signals that ask a process to end, with their numbers.</summary>
public enum Signal
{
    /// <summary>SIGINT, as Ctrl+C sends it.</summary>
    Interrupt = 2,

    /// <summary>SIGTERM, as service managers send it.</summary>
    Terminate = 15,
}
