using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using ImageOrleans.Contracts;
using ImageOrleans.Fetching.Guarding;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Grains.Webhooks;

/// <summary>Posts announcements, by the Standard Webhooks specification (https://www.standardwebhooks.com).</summary>
public sealed class WebhookSender
{
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly List<WebhookSecret> _secrets;

    /// <summary>Makes a sender.</summary>
    /// <param name="http">A client that connects to allowed addresses only, follows no redirect, and has the timeout of an attempt.</param>
    /// <param name="options">What announcements are signed with.</param>
    /// <param name="time">The time.</param>
    /// <exception cref="ArgumentException">A secret is none: the options were not validated.</exception>
    public WebhookSender(HttpClient http, IOptions<WebhookOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _http = http;
        _time = time;
        _secrets = [.. options.Value.Secrets.Select(text => WebhookSecret.TryParse(text, out var secret)
            ? secret
            : throw new ArgumentException("A webhook secret can't be read.", nameof(options)))];
    }

    /// <summary>The id of an announcement, by which a receiver knows it again: the same for all attempts at it.</summary>
    /// <param name="request">The request whose end is announced.</param>
    /// <returns>The id.</returns>
    public static string MessageIdOf(RequestSnapshot request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return string.Create(CultureInfo.InvariantCulture, $"msg_{request.Id:N}_{request.Attempt}");
    }

    /// <summary>Posts an announcement.</summary>
    /// <param name="notice">The announcement.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="OperationCanceledException">The attempt was ended.</exception>
    public async Task<WebhookAnswer> SendAsync(WebhookNotice notice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notice);
        try
        {
            using var request = CreateRequest(notice);

            // What stands in the answer's body is nobody's business, and may be long.
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return new WebhookAnswer
            {
                StatusCode = response.StatusCode,
                Problem = response.IsSuccessStatusCode ? null : ProblemOf((int)response.StatusCode),
                RetryAfter = RetryAfterOf(response),
            };
        }
        catch (HttpRequestException exception)
        {
            return new WebhookAnswer { Problem = ProblemOf(exception), Cause = exception };
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebhookAnswer { Problem = "The receiver did not answer in time.", Cause = exception };
        }
        catch (UriFormatException exception)
        {
            return new WebhookAnswer { Problem = "The URL is not valid.", Cause = exception };
        }
    }

    private HttpRequestMessage CreateRequest(WebhookNotice notice)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(WebhookPayload.Of(notice), WebhookJsonContext.Default.WebhookPayload);
        var messageId = MessageIdOf(notice.Request);
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, notice.Url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = Json } },
            Headers =
            {
                { "webhook-id", messageId },
                { "webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture) },
            },
        };
        if (_secrets.Count > 0)
        {
            request.Headers.Add("webhook-signature", string.Join(' ', _secrets.Select(secret => secret.Sign(messageId, timestamp, body))));
        }

        return request;
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter;
        var pause = asked?.Delta ?? asked?.Date - _time.GetUtcNow();
        return pause > TimeSpan.Zero ? pause : null;
    }

    private static string ProblemOf(int statusCode) => statusCode switch
    {
        >= 300 and < 400 => $"The receiver answered {statusCode}; redirects are not followed: give the URL that it leads to.",
        410 => "The receiver answered 410: it wants no further announcements.",
        _ => $"The receiver answered {statusCode}.",
    };

    // What the exceptions of the network say may name addresses that only this machine can know.
    private static string ProblemOf(HttpRequestException exception) => exception switch
    {
        { InnerException: AddressNotAllowedException refused } => refused.PublicMessage,
        { HttpRequestError: HttpRequestError.NameResolutionError } => "The receiver's host is not known.",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "The TLS handshake with the receiver failed.",
        { HttpRequestError: HttpRequestError.ConnectionError } => "The connection to the receiver failed.",
        _ => "The receiver's answer can't be read.",
    };
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(WebhookPayload))]
internal sealed partial class WebhookJsonContext : JsonSerializerContext;
