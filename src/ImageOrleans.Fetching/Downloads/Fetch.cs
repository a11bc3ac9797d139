namespace ImageOrleans.Fetching.Downloads;

/// <summary>One call for an image, over all its attempts.</summary>
internal sealed class Fetch(Uri url, TimeSpan timeLeft)
{
    public Uri Url { get; } = url;

    /// <summary>What is left of the total time. Waiting for a turn or for memory costs nothing.</summary>
    public TimeSpan TimeLeft { get; private set; } = timeLeft;

    /// <summary>Attempts made.</summary>
    public int Attempts { get; private set; }

    /// <summary>What was wrong with the last attempt.</summary>
    public FetchFailure? LastFailure { get; private set; }

    public void CountAttempt(TimeSpan took, FetchFailure? failure)
    {
        Attempts++;
        TimeLeft -= took;
        LastFailure = failure;
    }

    public void CountPause(TimeSpan pause) => TimeLeft -= pause;
}
