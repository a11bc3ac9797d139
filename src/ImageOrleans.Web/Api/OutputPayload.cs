using System.Text.Json.Serialization;
using ImageOrleans.Contracts;

namespace ImageOrleans.Web.Api;

/// <summary>How far a request is, in the words of the original service.</summary>
/// <param name="RequestId">The request's id.</param>
/// <param name="Status">PENDING, PROCESSING, SUCCESS or FAILED.</param>
/// <param name="OutputFileUrl">Where the result is; null while there is none.</param>
public sealed record OutputPayload(
    [property: JsonPropertyName(OriginalService.RequestId)] Guid RequestId,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName(OriginalService.OutputFileUrl), JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    string? OutputFileUrl);
