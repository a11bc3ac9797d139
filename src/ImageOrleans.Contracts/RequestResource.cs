namespace ImageOrleans.Contracts;

/// <summary>A request, as the API and webhooks show it.</summary>
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

/// <summary>The rows of a request.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Done">Those with an outcome for each image.</param>
/// <param name="Failed">Those that are done and have a failed image, or are not valid.</param>
public sealed record RowCounts(int Total, int Done, int Failed);

/// <summary>The images of a request.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Done">Those with an outcome.</param>
/// <param name="Compressed">Those that were made smaller.</param>
/// <param name="Kept">Those whose source was kept, because nothing smaller could be made.</param>
/// <param name="Failed">Those without a result.</param>
public sealed record ImageCounts(long Total, long Done, long Compressed, long Kept, long Failed);

/// <summary>Bytes before and after.</summary>
/// <param name="In">Of the sources.</param>
/// <param name="Out">Of the results.</param>
public sealed record ByteCounts(long In, long Out);

/// <summary>Where to go from a request. What can't be done at the moment has no link.</summary>
/// <param name="Self">The request itself.</param>
/// <param name="Rows">Its rows with their images.</param>
/// <param name="ErrorsCsv">What failed.</param>
/// <param name="OutputCsv">The result.</param>
/// <param name="Cancel">Stops it.</param>
/// <param name="Retry">Tries again what failed.</param>
/// <param name="Webhooks">How its end was announced.</param>
/// <param name="Events">Its progress as it happens.</param>
public sealed record RequestLinks(
    string Self, string Rows, string ErrorsCsv, string? OutputCsv, string? Cancel, string? Retry, string? Webhooks, string? Events)
{
    private const string Path = "/api/requests";

    internal static RequestLinks Of(RequestSnapshot request)
    {
        var self = $"{Path}/{request.Id:D}";
        var isFinal = request.Status.IsFinal();
        var canRetry = request.Status is RequestStatus.PartiallySucceeded or RequestStatus.Failed or RequestStatus.Canceled;
        return new RequestLinks(
            self,
            $"{self}/rows",
            $"{self}/errors.csv",
            request.HasOutput ? $"{self}/output.csv" : null,
            isFinal ? null : $"{self}/cancel",
            canRetry ? $"{self}/retry" : null,
            request.WebhookUrl is null ? null : $"{self}/webhooks",
            isFinal ? null : $"{self}/events");
    }
}
