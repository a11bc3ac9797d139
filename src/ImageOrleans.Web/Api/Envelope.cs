using System.Text.Json.Serialization;

namespace ImageOrleans.Web.Api;

/// <summary>The envelope of the original service's answers.</summary>
/// <param name="Status"><c>success</c> or <c>error</c>.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="Payload">What was asked for; an empty text when there is nothing to say.</param>
public sealed record Envelope(
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("payload")] object Payload);
