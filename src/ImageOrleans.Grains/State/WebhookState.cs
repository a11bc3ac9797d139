using System.Collections.Immutable;
using ImageOrleans.Contracts;

namespace ImageOrleans.Grains.State;

/// <summary>What a webhook grain keeps.</summary>
[GenerateSerializer]
public sealed class WebhookState
{
    /// <summary>What is to be announced; null when there is nothing.</summary>
    [Id(0)]
    public WebhookNotice? Notice { get; set; }

    /// <summary>How often it was tried since it was last asked for: the place in the schedule.</summary>
    [Id(1)]
    public int Attempts { get; set; }

    /// <summary>When to try next; null when it is delivered or given up.</summary>
    [Id(2)]
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>How far the announcement has come.</summary>
    [Id(3)]
    public WebhookStatus Status { get; set; }

    /// <summary>The last attempts, oldest first.</summary>
    [Id(4)]
    public ImmutableArray<WebhookAttempt> History { get; set; } = [];
}
