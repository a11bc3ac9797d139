namespace ImageOrleans.Storage.Database;

/// <summary>A reason for which images of a request failed.</summary>
public sealed class FailureReason
{
    /// <summary>What is wrong with one of these images, a sentence.</summary>
    public string Message { get; init; } = "";

    /// <summary>How many images failed for it, 1 or more.</summary>
    public long Count { get; init; }
}
