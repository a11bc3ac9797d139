namespace ImageOrleans.Grains.Webhooks;

/// <summary>
/// When an announcement is tried again: over about a day, with pauses that grow as those of the example in the Standard Webhooks
/// specification, which goes on for some days (https://github.com/standard-webhooks/standard-webhooks).
/// </summary>
internal static class WebhookSchedule
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(7),
        TimeSpan.FromHours(10),
    ];

    /// <summary>The pause before the next attempt.</summary>
    /// <param name="attempts">How many were made, 1 or more.</param>
    /// <param name="answer">What became of the last one, which failed.</param>
    /// <returns>The pause; null when it is time to give up.</returns>
    public static TimeSpan? PauseAfter(int attempts, WebhookAnswer answer)
    {
        if (answer.IsGone || attempts > Pauses.Length)
        {
            return null;
        }

        // A receiver may ask for more time, not for less.
        var pause = Pauses[attempts - 1];
        return answer.RetryAfter is { } asked && asked > pause ? Min(asked, LongestPause) : pause;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
