using System.Text.Json.Serialization;
using ImageOrleans.Contracts;

namespace ImageOrleans.Grains.Webhooks;

/// <summary>What a receiver gets.</summary>
/// <param name="RequestId">The request's id.</param>
/// <param name="OutputCsv">The result, in the words of the original service.</param>
/// <param name="Request">The request at its end.</param>
internal sealed record WebhookPayload(
    [property: JsonPropertyName(OriginalService.RequestId)] Guid RequestId,
    [property: JsonPropertyName("output_csv")] WebhookOutput OutputCsv,
    RequestSnapshot Request)
{
    public static WebhookPayload Of(WebhookNotice notice) => new(
        notice.Request.Id,
        new WebhookOutput(OriginalService.StatusOf(notice.Request.Status), notice.OutputFileUrl),
        notice.Request);
}
