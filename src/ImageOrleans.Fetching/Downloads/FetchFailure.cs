using ImageOrleans.Contracts;

namespace ImageOrleans.Fetching.Downloads;

/// <summary>Why an attempt brought no image.</summary>
/// <param name="Code">One of <see cref="FailureCodes"/>.</param>
/// <param name="Message">A sentence for whoever gave the URL.</param>
internal sealed record FetchFailure(string Code, string Message)
{
    /// <summary>Whether the same request may succeed later.</summary>
    public bool IsTransient { get; init; }

    /// <summary>The pause the server asked for; null if it did not, or if it is over.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What happened underneath, for logs alone.</summary>
    public Exception? Cause { get; init; }
}
