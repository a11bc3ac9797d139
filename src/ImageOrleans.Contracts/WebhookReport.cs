using System.Collections.Immutable;

namespace ImageOrleans.Contracts;

/// <summary>How far an announcement has come, and by which attempts.</summary>
[GenerateSerializer, Immutable]
public sealed record WebhookReport
{
    /// <summary>Where it goes.</summary>
    [Id(0)]
    public required string Url { get; init; }

    /// <summary>How far it has come.</summary>
    [Id(1)]
    public required WebhookStatus Status { get; init; }

    /// <summary>When it is tried next; null when it is delivered or given up.</summary>
    [Id(2)]
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>The last attempts, oldest first, 50 at the most; also those at earlier announcements of the same request.</summary>
    [Id(3)]
    public required ImmutableArray<WebhookAttempt> Attempts { get; init; }
}
