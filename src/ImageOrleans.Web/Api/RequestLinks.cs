using ImageOrleans.Contracts;

namespace ImageOrleans.Web.Api;

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
    internal static RequestLinks Of(RequestSnapshot request)
    {
        var self = $"{RequestsApi.Path}/{request.Id:D}";
        var isFinal = request.Status.IsFinal();
        var hasOutput = isFinal && (request.Status != RequestStatus.Failed || request.Progress.RowsDone == request.RowCount);
        var canRetry = request.Status is RequestStatus.PartiallySucceeded or RequestStatus.Failed or RequestStatus.Canceled;
        return new RequestLinks(
            self,
            $"{self}/rows",
            $"{self}/errors.csv",
            hasOutput ? $"{self}/output.csv" : null,
            isFinal ? null : $"{self}/cancel",
            canRetry ? $"{self}/retry" : null,
            request.WebhookUrl is null ? null : $"{self}/webhooks",
            isFinal ? null : $"{self}/events");
    }
}
