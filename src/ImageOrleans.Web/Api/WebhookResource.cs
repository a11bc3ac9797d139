using ImageOrleans.Contracts;

namespace ImageOrleans.Web.Api;

/// <summary>The announcement of a request's end, as the API shows it.</summary>
public sealed record WebhookResource
{
    /// <summary>Where it goes; null for nowhere.</summary>
    public string? Url { get; init; }

    /// <summary>How far it has come; null when there is nothing to announce yet.</summary>
    public WebhookStatus? Status { get; init; }

    /// <summary>When it is tried next; null when it is delivered or given up.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>The last attempts, oldest first, 50 at the most.</summary>
    public required IReadOnlyList<WebhookAttempt> Attempts { get; init; }

    /// <summary>The announcement as the API shows it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="report">What its webhook says; null when it has nothing to announce.</param>
    /// <returns>The resource.</returns>
    public static WebhookResource Of(RequestSnapshot request, WebhookReport? report)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new WebhookResource
        {
            Url = report?.Url ?? request.WebhookUrl,
            Status = report?.Status,
            NextAttemptAt = report?.NextAttemptAt,
            Attempts = report?.Attempts ?? [],
        };
    }
}
