using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using ImageOrleans.Contracts;

namespace ImageOrleans.Grains.Webhooks;

/// <summary>Posts announcements.</summary>
/// <param name="http">A client that connects to allowed addresses only, and follows no redirect.</param>
public sealed class WebhookSender(HttpClient http)
{
    /// <summary>Posts an announcement.</summary>
    /// <param name="notice">The announcement.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What went wrong, a sentence; null when the receiver answered with 2xx.</returns>
    /// <exception cref="OperationCanceledException">The attempt was ended.</exception>
    public async Task<string?> SendAsync(WebhookNotice notice, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.PostAsJsonAsync(
                notice.Url, WebhookPayload.Of(notice), WebhookJsonContext.Default.WebhookPayload, cancellationToken);
            return response.IsSuccessStatusCode ? null : $"The receiver answered {(int)response.StatusCode}.";
        }
        catch (HttpRequestException exception)
        {
            return $"The receiver can't be reached: {exception.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "The receiver did not answer in time.";
        }
        catch (UriFormatException exception)
        {
            return $"'{notice.Url}' is no URL: {exception.Message}";
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(WebhookPayload))]
internal sealed partial class WebhookJsonContext : JsonSerializerContext;
