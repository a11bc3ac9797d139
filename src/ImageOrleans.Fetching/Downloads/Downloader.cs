using System.Net;
using ImageOrleans.Contracts;

namespace ImageOrleans.Fetching.Downloads;

/// <summary>Makes one attempt: asks, follows redirects, reads the body.</summary>
/// <remarks>
/// A redirect from https to http is followed: no secret goes along (no cookies, credentials or referrer), and a catalogue may
/// name http URLs in the first place.
/// </remarks>
internal sealed class Downloader(
    HttpMessageInvoker http, HostGate gate, BodyReader bodies, FetchingOptions options, TimeProvider timeProvider)
{
    private const string Accept = "image/*,*/*;q=0.8"; // no mention of WebP or AVIF, or CDNs would change the format

    /// <summary>Makes an attempt.</summary>
    /// <param name="fetch">What to fetch.</param>
    /// <param name="waiting">Ends the waiting for a turn.</param>
    /// <param name="cancellationToken">Ends everything; cancels <paramref name="waiting"/> too.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<AttemptOutcome> AttemptAsync(
        Fetch fetch, CancellationToken waiting, CancellationToken cancellationToken)
    {
        if (fetch.TimeLeft <= TimeSpan.Zero)
        {
            // The pause took the rest: what the last attempt said says more than a timeout.
            return new AttemptOutcome(fetch, Image: null, fetch.LastFailure);
        }

        TimeSpan allotted = fetch.TimeLeft < options.AttemptTimeout ? fetch.TimeLeft : options.AttemptTimeout;
        using AttemptClock clock = new(allotted, timeProvider, cancellationToken);
        Hop hop = new(fetch.Url, Number: 0);
        while (true)
        {
            (Hop? next, FetchedImage? image, FetchFailure? failure) = await AskAsync(hop, clock, waiting, cancellationToken);
            if (next is null)
            {
                fetch.CountAttempt(clock.Used, failure);
                return new AttemptOutcome(fetch, image, failure);
            }

            hop = next.Value;
        }
    }

    private async ValueTask<HopOutcome> AskAsync(
        Hop hop, AttemptClock clock, CancellationToken waiting, CancellationToken cancellationToken)
    {
        bool isAnswered = false;
        try
        {
            clock.Pause();
            using HostGate.Turn turn = await gate.EnterAsync(hop.Url, waiting);
            clock.Run();
            using HttpRequestMessage request = Request(hop.Url);
            using HttpResponseMessage response = await http.SendAsync(request, clock.Token);
            isAnswered = true;
            return await ReceiveAsync(hop, response, clock);
        }
        catch (Exception exception) when (
            clock.HasExpired || cancellationToken.IsCancellationRequested || TransportFailures.IsTransport(exception))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new HopOutcome(clock.HasExpired
                ? TransportFailures.TimedOut(isAnswered, exception)
                : TransportFailures.Describe(exception, isRedirected: hop.Number > 0));
        }
    }

    private async ValueTask<HopOutcome> ReceiveAsync(Hop hop, HttpResponseMessage response, AttemptClock clock)
    {
        if (response.StatusCode == HttpStatusCode.OK)
        {
            (PooledBody? body, FetchFailure? failure) = await bodies.ReadAsync(response.Content, clock);
            return failure is null ? new HopOutcome(new FetchedImage(body!, hop.Url)) : new HopOutcome(failure);
        }

        return StatusFailures.IsRedirect(response.StatusCode)
            ? Follow(hop, response)
            : new HopOutcome(StatusFailures.Describe(response, timeProvider.GetUtcNow(), options.MaxRetryAfter));
    }

    private HopOutcome Follow(Hop hop, HttpResponseMessage response)
    {
        if (hop.Number == options.MaxRedirects)
        {
            return new HopOutcome(new FetchFailure(
                FailureCodes.TooManyRedirects, $"The server redirected more than {options.MaxRedirects} times."));
        }

        if (!response.Headers.NonValidated.TryGetValues("Location", out var locations))
        {
            return new HopOutcome(new FetchFailure(FailureCodes.TooManyRedirects, "The server redirected to nowhere."));
        }

        return ImageUrl.TryFollow(hop.Url, locations.First(), out Uri? next, out FetchFailure? failure)
            ? new HopOutcome(new Hop(next, hop.Number + 1))
            : new HopOutcome(failure);
    }

    private HttpRequestMessage Request(Uri url)
    {
        HttpRequestMessage request = new(HttpMethod.Get, url)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        request.Headers.TryAddWithoutValidation("Accept", Accept);
        request.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        return request;
    }

    /// <summary>A URL to ask, and how many redirects led to it.</summary>
    private readonly record struct Hop(Uri Url, int Number);

    /// <summary>Where to ask next, or what was found.</summary>
    private readonly record struct HopOutcome(Hop? Next, FetchedImage? Image, FetchFailure? Failure)
    {
        public HopOutcome(Hop next)
            : this(next, null, null)
        {
        }

        public HopOutcome(FetchedImage image)
            : this(null, image, null)
        {
        }

        public HopOutcome(FetchFailure failure)
            : this(null, null, failure)
        {
        }
    }
}
