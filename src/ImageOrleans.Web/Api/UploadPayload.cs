using System.Text.Json.Serialization;
using ImageOrleans.Contracts;

namespace ImageOrleans.Web.Api;

/// <summary>The answer to an upload.</summary>
/// <param name="RequestId">The request's id.</param>
public sealed record UploadPayload([property: JsonPropertyName(OriginalService.RequestId)] Guid RequestId);
