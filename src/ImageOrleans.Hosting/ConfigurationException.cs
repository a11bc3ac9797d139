namespace ImageOrleans.Hosting;

/// <summary>
/// The program can't start as it is configured, or where it runs. The message says why, and what to do; the process ends with
/// code 2.
/// </summary>
/// <param name="message">A sentence for whoever runs the program.</param>
/// <param name="cause">What was thrown; null when nothing was.</param>
public sealed class ConfigurationException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The process' exit code.</summary>
    public const int ExitCode = 2;
}
