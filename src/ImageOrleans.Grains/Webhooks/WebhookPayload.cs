using System.Text.Json.Serialization;
using ImageOrleans.Contracts;

namespace ImageOrleans.Grains.Webhooks;

/// <summary>What a receiver gets: the members that the Standard Webhooks specification recommends, and those of the original service.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Timestamp">When it happened.</param>
/// <param name="Data">What it happened to.</param>
/// <param name="RequestId">The request's id.</param>
/// <param name="OutputCsv">The result, in the words of the original service.</param>
internal sealed record WebhookPayload(
    string Type,
    DateTimeOffset Timestamp,
    WebhookData Data,
    [property: JsonPropertyName(OriginalService.RequestId)] Guid RequestId,
    [property: JsonPropertyName("output_csv")] WebhookOutput OutputCsv)
{
    public const string RequestFinished = "request.finished";

    public static WebhookPayload Of(WebhookNotice notice) => new(
        RequestFinished,
        notice.Request.FinishedAt ?? notice.Request.UpdatedAt,
        new WebhookData(RequestResource.Of(notice.Request), notice.RequestUrl, notice.OutputFileUrl, notice.ErrorsFileUrl),
        notice.Request.Id,
        new WebhookOutput(OriginalService.StatusOf(notice.Request.Status), notice.OutputFileUrl));
}
