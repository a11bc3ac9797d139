namespace ImageOrleans.Grains.Webhooks;

/// <summary>When an announcement is tried again: over three days, with growing pauses, as the Standard Webhooks specification advises.</summary>
internal static class WebhookSchedule
{
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>The pause before the next attempt.</summary>
    /// <param name="attempts">How many were made, 1 or more.</param>
    /// <returns>The pause; null when it is time to give up.</returns>
    public static TimeSpan? PauseAfter(int attempts) => attempts <= Pauses.Length ? Pauses[attempts - 1] : null;
}
