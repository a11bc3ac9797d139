using System.Net;

namespace ImageOrleans.Grains.Webhooks;

/// <summary>What became of an attempt.</summary>
public sealed record WebhookAnswer
{
    /// <summary>What the receiver answered; null when it did not.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>What went wrong, a sentence that may be shown to whoever gave the URL; null when the receiver took it.</summary>
    public string? Problem { get; init; }

    /// <summary>What only the log may tell; null for nothing more.</summary>
    public Exception? Cause { get; init; }

    /// <summary>How long the receiver asked to be left alone; null when it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the receiver wants no further announcements.</summary>
    public bool IsGone => StatusCode == HttpStatusCode.Gone;
}
