namespace ImageOrleans.Storage.Database;

/// <summary>A row of <c>csv_request</c>.</summary>
internal sealed class RequestRow
{
    public required Guid Id { get; init; }

    public required string InputFile { get; init; }

    public string? OutputFile { get; init; }

    public required string Status { get; init; }

    public string? StatusReason { get; init; }

    public required string Settings { get; init; }

    public string? WebhookUrl { get; init; }

    public int Attempt { get; init; }

    public int RowCount { get; init; }

    public long ImageCount { get; init; }

    public int RowsDone { get; init; }

    public int RowsFailed { get; init; }

    public long ImagesCompressed { get; init; }

    public long ImagesKept { get; init; }

    public long ImagesFailed { get; init; }

    public long BytesIn { get; init; }

    public long BytesOut { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }
}
