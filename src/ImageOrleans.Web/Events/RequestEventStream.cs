using System.Text;
using ImageOrleans.Web.Api;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Web.Events;

/// <summary>Writes a request's events to those who listen.</summary>
/// <param name="feeds">What there is to tell.</param>
/// <param name="json">How the API writes JSON.</param>
/// <param name="lifetime">The process: when it stops, the streams end.</param>
/// <param name="time">The time.</param>
internal sealed class RequestEventStream(RequestFeeds feeds, IOptions<JsonOptions> json, IHostApplicationLifetime lifetime, TimeProvider time)
{
    // Proxies give up connections on which nothing comes, often after a minute.
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(15);

    /// <summary>Answers a call with the events of a request, up to its end.</summary>
    /// <param name="id">The request's id.</param>
    /// <param name="known">The id of the event that the listener had last; null for none.</param>
    /// <param name="context">The call.</param>
    public async Task WriteAsync(Guid id, string? known, HttpContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await WriteAsync(id, known, context, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The listener has gone, or the process stops: whoever still listens comes again.
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            }
        }
    }

    private async Task WriteAsync(Guid id, string? known, HttpContext context, CancellationToken cancellationToken)
    {
        using var listener = feeds.Join(id);
        var news = await listener.NextAsync(seen: null, cancellationToken);
        if (news.Request is null)
        {
            await Problems.UnknownRequest(id).ExecuteAsync(context);
            return;
        }

        var first = RequestEvent.Of(id, news, json.Value.SerializerOptions);
        if (news.IsLast && first.Id == known)
        {
            // So a browser learns that there is nothing to come back for.
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await BeginAsync(context.Response, cancellationToken);
        await WriteAsync(id, first.Id == known ? null : first, news, listener, context.Response, cancellationToken);
    }

    private static Task BeginAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        return response.StartAsync(cancellationToken);
    }

    private async Task WriteAsync(
        Guid id, RequestEvent? first, RequestNews news, RequestListener listener, HttpResponse response, CancellationToken cancellationToken)
    {
        await SendAsync(response, "retry: 2000\n\n", cancellationToken);
        if (first is not null)
        {
            await SendAsync(response, TextOf(first), cancellationToken);
        }

        while (!news.IsLast)
        {
            // News in the meantime are told with the next.
            await Task.Delay(RequestFeeds.Interval, time, cancellationToken);
            news = await NextAsync(news, listener, response, cancellationToken);
            await SendAsync(response, TextOf(RequestEvent.Of(id, news, json.Value.SerializerOptions)), cancellationToken);
        }
    }

    private async Task<RequestNews> NextAsync(RequestNews seen, RequestListener listener, HttpResponse response, CancellationToken cancellationToken)
    {
        var next = listener.NextAsync(seen, cancellationToken);
        while (true)
        {
            try
            {
                return await next.WaitAsync(HeartbeatInterval, time, cancellationToken);
            }
            catch (TimeoutException) when (!next.IsCompleted)
            {
                await SendAsync(response, ":\n\n", cancellationToken);
            }
        }
    }

    private static string TextOf(RequestEvent one) => $"id: {one.Id}\nevent: {one.Type}\ndata: {one.Data}\n\n";

    private static async Task SendAsync(HttpResponse response, string text, CancellationToken cancellationToken)
    {
        await response.WriteAsync(text, Encoding.UTF8, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
