using System.Text.Json.Serialization;
using ImageOrleans.Contracts;

namespace ImageOrleans.Grains.Webhooks;

/// <summary>The result of a request, in the words of the original service.</summary>
/// <param name="Status">SUCCESS or FAILED.</param>
/// <param name="OutputFileUrl">Where the result is; null when there is none.</param>
internal sealed record WebhookOutput(
    string Status, [property: JsonPropertyName(OriginalService.OutputFileUrl)] string? OutputFileUrl);
