namespace ImageOrleans.Benchmarks.Fairness;

/// <summary>What was measured.</summary>
internal sealed record FairnessResult
{
    /// <summary>The median time of a request of ten rows on the idle system, in seconds.</summary>
    public required double IdleSeconds { get; init; }

    /// <summary>The longest time of such a request while the large one was under way, in seconds.</summary>
    public required double BesideLargeSeconds { get; init; }

    /// <summary>The median of the same.</summary>
    public required double BesideLargeMedianSeconds { get; init; }

    /// <summary>The longest time beside the large request in proportion to that on the idle system.</summary>
    public double BesideLargeToIdle => BesideLargeSeconds / IdleSeconds;

    /// <summary>The rows of the large request.</summary>
    public required int LargeRows { get; init; }

    /// <summary>The rows of the large request that were done when the last small one was.</summary>
    public required int LargeRowsDone { get; init; }

    /// <summary>How many requests were submitted at once.</summary>
    public required int Requests { get; init; }

    /// <summary>From the first upload to the end of the last of them, in seconds.</summary>
    public required double RequestsSeconds { get; init; }

    /// <summary>The time of one request with the rows of all of them, in seconds.</summary>
    public required double SingleRequestSeconds { get; init; }

    /// <summary>What many requests take in proportion to one with the same rows.</summary>
    public double RequestsToSingle => RequestsSeconds / SingleRequestSeconds;

    /// <summary>The largest resident set of the server's process.</summary>
    public required double PeakResidentMegabytes { get; init; }

    /// <summary>The database.</summary>
    public required string Database { get; init; }

    /// <summary>The processors of the machine.</summary>
    public required int Processors { get; init; }
}
