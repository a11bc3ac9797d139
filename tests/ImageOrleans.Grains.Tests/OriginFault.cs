using ImageOrleans.Contracts;
using ImageOrleans.TestSupport;
using Microsoft.AspNetCore.Http;

namespace ImageOrleans.Grains.Tests;

/// <summary>What an origin does instead of sending an image.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Code">What becomes of an image whose origin never does anything else.</param>
/// <param name="IsTransient">Whether an image is asked for again after it.</param>
/// <param name="AnswerAsync">Does it, with the content that should be sent.</param>
internal sealed record OriginFault(string Name, string Code, bool IsTransient, Func<HttpContext, byte[], Task> AnswerAsync)
{
    private static readonly TimeSpan Trickle = TimeSpan.FromMilliseconds(20);

    /// <summary>All kinds.</summary>
    public static readonly IReadOnlyList<OriginFault> All =
    [
        new("hangs-up", FailureCodes.ConnectionFailed, IsTransient: true, HangUpAsync),
        new("half-a-body", FailureCodes.ConnectionFailed, IsTransient: true, HalfABodyAsync),
        new("stalls", FailureCodes.Timeout, IsTransient: true, StallAsync),
        new("trickles", FailureCodes.Timeout, IsTransient: true, TrickleAsync),
        new("too-many-requests", FailureCodes.HttpError, IsTransient: true, TooManyRequestsAsync),
        new("unavailable", FailureCodes.HttpError, IsTransient: true, UnavailableAsync),
        new("redirect-loop", FailureCodes.TooManyRedirects, IsTransient: false, RedirectToSelfAsync),
    ];

    /// <summary>Serves an image with this fault.</summary>
    /// <param name="origin">Where.</param>
    /// <param name="path">Its path.</param>
    /// <param name="content">The image.</param>
    /// <param name="times">How often the fault comes before the image does.</param>
    /// <returns>The URL.</returns>
    public string Serve(LoopbackOrigin origin, string path, byte[] content, int times)
    {
        var asked = 0;
        return origin.Serve(path, context => Interlocked.Increment(ref asked) <= times
            ? AnswerAsync(context, content)
            : context.Response.Body.WriteAsync(content, context.RequestAborted).AsTask());
    }

    private static Task HangUpAsync(HttpContext context, byte[] content)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static async Task HalfABodyAsync(HttpContext context, byte[] content)
    {
        await SendHalfAsync(context, content);
        context.Abort();
    }

    private static async Task StallAsync(HttpContext context, byte[] content)
    {
        await SendHalfAsync(context, content);
        await UntilAbortedAsync(context);
    }

    // A byte now and then is never idle, and never comes to its end in time.
    private static async Task TrickleAsync(HttpContext context, byte[] content)
    {
        context.Response.ContentLength = content.Length;
        foreach (var part in content.Chunk(1))
        {
            if (context.RequestAborted.IsCancellationRequested)
            {
                return;
            }

            await context.Response.Body.WriteAsync(part, CancellationToken.None);
            await context.Response.Body.FlushAsync(CancellationToken.None);
            await Task.Delay(Trickle);
        }
    }

    private static Task TooManyRequestsAsync(HttpContext context, byte[] content)
    {
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = "1";
        return Task.CompletedTask;
    }

    private static Task UnavailableAsync(HttpContext context, byte[] content)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }

    private static Task RedirectToSelfAsync(HttpContext context, byte[] content)
    {
        context.Response.Redirect(context.Request.Path);
        return Task.CompletedTask;
    }

    private static async Task SendHalfAsync(HttpContext context, byte[] content)
    {
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content.AsMemory(0, content.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static async Task UntilAbortedAsync(HttpContext context)
    {
        var aborted = new TaskCompletionSource();
        await using (context.RequestAborted.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), aborted))
        {
            await aborted.Task;
        }
    }
}
