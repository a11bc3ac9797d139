namespace ImageOrleans.Contracts;

/// <summary>What is known of a request at a moment.</summary>
[GenerateSerializer, Immutable]
public sealed record RequestSnapshot
{
    /// <summary>The request's id.</summary>
    [Id(0)]
    public required Guid Id { get; init; }

    /// <summary>The name of the uploaded file, for people.</summary>
    [Id(1)]
    public required string FileName { get; init; }

    /// <summary>How its images are compressed.</summary>
    [Id(2)]
    public required CompressionSettings Settings { get; init; }

    /// <summary>Where the end of the request is announced; null for nowhere.</summary>
    [Id(3)]
    public string? WebhookUrl { get; init; }

    /// <summary>How far it has come.</summary>
    [Id(4)]
    public required RequestStatus Status { get; init; }

    /// <summary>A sentence that says why it waits or why it failed; null when there is nothing to say.</summary>
    [Id(5)]
    public string? StatusReason { get; init; }

    /// <summary>1 for the first time, one more for each retry.</summary>
    [Id(6)]
    public required int Attempt { get; init; }

    /// <summary>The number of rows.</summary>
    [Id(7)]
    public required int RowCount { get; init; }

    /// <summary>The number of images.</summary>
    [Id(8)]
    public required long ImageCount { get; init; }

    /// <summary>What is done.</summary>
    [Id(9)]
    public required RequestProgress Progress { get; init; }

    /// <summary>When it was accepted.</summary>
    [Id(10)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its status or its stored progress changed last.</summary>
    [Id(11)]
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When its current attempt began; null before that.</summary>
    [Id(12)]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it came to its end; null before that.</summary>
    [Id(13)]
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Images with an outcome per second, lately; null when it is not under way or too young to tell.</summary>
    [Id(14)]
    public double? ImagesPerSecond { get; init; }

    /// <summary>Whether the current attempt has a result.</summary>
    [Id(15)]
    public bool HasOutput { get; init; }
}
