using ImageOrleans.Contracts;

namespace ImageOrleans.Web.Api;

/// <summary>A request, as the API shows it.</summary>
public sealed record RequestResource
{
    /// <summary>The request's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The name of the uploaded file.</summary>
    public required string FileName { get; init; }

    /// <summary>How far it has come.</summary>
    public required RequestStatus Status { get; init; }

    /// <summary>Why it waits or failed, a sentence; null when there is nothing to say.</summary>
    public string? StatusReason { get; init; }

    /// <summary>1 for the first time, one more for each retry.</summary>
    public required int Attempt { get; init; }

    /// <summary>How its images are compressed.</summary>
    public required CompressionSettings Settings { get; init; }

    /// <summary>Its rows.</summary>
    public required RowCounts Rows { get; init; }

    /// <summary>Its images.</summary>
    public required ImageCounts Images { get; init; }

    /// <summary>The bytes of the images that have a result.</summary>
    public required ByteCounts Bytes { get; init; }

    /// <summary>Images finished per second, over the last half minute; null when it is not under way.</summary>
    public double? ImagesPerSecond { get; init; }

    /// <summary>The seconds until the end, at the present rate; null when that can't be told.</summary>
    public double? RemainingSeconds { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its status or stored progress changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the attempt began; null before that.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it came to its end; null before that.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Where its end is announced; null for nowhere.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>Where to go from here.</summary>
    public required RequestLinks Links { get; init; }

    /// <summary>A request as the API shows it.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The resource.</returns>
    public static RequestResource Of(RequestSnapshot request)
    {
        var progress = request.Progress;
        var remaining = request.ImageCount - progress.ImagesDone;
        return new RequestResource
        {
            Id = request.Id,
            FileName = request.FileName,
            Status = request.Status,
            StatusReason = request.StatusReason,
            Attempt = request.Attempt,
            Settings = request.Settings,
            Rows = new RowCounts(request.RowCount, progress.RowsDone, progress.RowsFailed),
            Images = new ImageCounts(
                request.ImageCount, progress.ImagesDone, progress.ImagesCompressed, progress.ImagesKept, progress.ImagesFailed),
            Bytes = new ByteCounts(progress.BytesIn, progress.BytesOut),
            ImagesPerSecond = request.ImagesPerSecond,
            RemainingSeconds = request.ImagesPerSecond is > 0 and { } rate ? remaining / rate : null,
            CreatedAt = request.CreatedAt,
            UpdatedAt = request.UpdatedAt,
            StartedAt = request.StartedAt,
            FinishedAt = request.FinishedAt,
            WebhookUrl = request.WebhookUrl,
            Links = RequestLinks.Of(request),
        };
    }
}
