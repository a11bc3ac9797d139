namespace ImageOrleans.Contracts;

/// <summary>One attempt at announcing a request's end.</summary>
[GenerateSerializer, Immutable]
public sealed record WebhookAttempt
{
    /// <summary>The announcement's id, which the receiver gets as <c>webhook-id</c>: the same for all attempts at it.</summary>
    [Id(0)]
    public required string MessageId { get; init; }

    /// <summary>Which attempt at this announcement it was, from 1.</summary>
    [Id(1)]
    public required int Number { get; init; }

    /// <summary>When it began.</summary>
    [Id(2)]
    public required DateTimeOffset At { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    [Id(3)]
    public required double DurationMilliseconds { get; init; }

    /// <summary>What the receiver answered, 100 to 999; null when it did not.</summary>
    [Id(4)]
    public int? StatusCode { get; init; }

    /// <summary>What went wrong, a sentence; null when the receiver took it.</summary>
    [Id(5)]
    public string? Problem { get; init; }
}
