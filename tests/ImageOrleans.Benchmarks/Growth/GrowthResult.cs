namespace ImageOrleans.Benchmarks.Growth;

/// <summary>What was measured of one request.</summary>
internal sealed record GrowthResult
{
    public required int Rows { get; init; }

    /// <summary>The largest resident set of the server's process, from its start to the end of the request.</summary>
    public required double PeakResidentMegabytes { get; init; }

    /// <summary>Rows per second over the first tenth of the rows.</summary>
    public required double FirstTenthRate { get; init; }

    /// <summary>Rows per second over the last tenth of the rows.</summary>
    public required double LastTenthRate { get; init; }

    /// <summary>The time that half of the status calls took at the most.</summary>
    public required double StatusMedianMilliseconds { get; init; }

    /// <summary>The time that 99 of 100 status calls took at the most.</summary>
    public required double StatusP99Milliseconds { get; init; }

    /// <summary>From the first byte of the upload to 202.</summary>
    public required double UploadSeconds { get; init; }

    /// <summary>From the upload's acceptance to the final status.</summary>
    public required double ProcessingSeconds { get; init; }

    /// <summary>The server's processor time for an image, upload and all included.</summary>
    public required double ProcessorMicrosecondsPerImage { get; init; }

    /// <summary>The last tenth's rate divided by the first one's.</summary>
    public double RateRatio => LastTenthRate / FirstTenthRate;

    public required int StatusCalls { get; init; }

    public required int DistinctImages { get; init; }

    public required int Processors { get; init; }

    public required string Database { get; init; }
}
