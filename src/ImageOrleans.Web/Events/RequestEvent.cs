using System.Security.Cryptography;
using System.Text.Json;
using ImageOrleans.Contracts;

namespace ImageOrleans.Web.Events;

/// <summary>An event of a request's stream, in the words of the standard (HTML, 9.2 Server-sent events).</summary>
/// <param name="Id">What the request is like: the same for the same, in every process.</param>
/// <param name="Type">What happened.</param>
/// <param name="Data">One line of JSON.</param>
internal sealed record RequestEvent(string Id, string Type, string Data)
{
    public const string Progress = "progress";
    public const string Finished = "finished";
    public const string Removed = "removed";

    /// <summary>The event that tells news.</summary>
    /// <param name="id">The request's id.</param>
    /// <param name="news">The news.</param>
    /// <param name="json">How the API writes JSON.</param>
    public static RequestEvent Of(Guid id, RequestNews news, JsonSerializerOptions json)
    {
        if (news.Request is not { } request)
        {
            return new RequestEvent(Removed, Removed, JsonSerializer.Serialize(new { id }, json));
        }

        return new RequestEvent(IdOf(request), news.IsLast ? Finished : Progress, JsonSerializer.Serialize(RequestResource.Of(request), json));
    }

    // Rates change all the time, and say nothing of how far it is.
    private static string IdOf(RequestSnapshot request)
    {
        var state = JsonSerializer.SerializeToUtf8Bytes(request with { ImagesPerSecond = null });
        return Convert.ToHexStringLower(SHA256.HashData(state).AsSpan(0, 8));
    }
}
