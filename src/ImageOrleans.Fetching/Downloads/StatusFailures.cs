using System.Net;
using System.Net.Http.Headers;
using ImageOrleans.Contracts;

namespace ImageOrleans.Fetching.Downloads;

/// <summary>Says what an answer without an image means.</summary>
internal static class StatusFailures
{
    /// <summary>Whether an answer redirects a GET (RFC 9110, section 15.4).</summary>
    public static bool IsRedirect(HttpStatusCode status) => status
        is HttpStatusCode.MovedPermanently
        or HttpStatusCode.Found
        or HttpStatusCode.SeeOther
        or HttpStatusCode.TemporaryRedirect
        or HttpStatusCode.PermanentRedirect;

    /// <summary>Describes an answer other than 200 and the redirects.</summary>
    public static FetchFailure Describe(HttpResponseMessage response, DateTimeOffset now, TimeSpan longestRetryAfter)
    {
        HttpStatusCode status = response.StatusCode;
        if (status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            return new FetchFailure(FailureCodes.NotFound, $"The server does not have the image (status {(int)status}).");
        }

        return new FetchFailure(FailureCodes.HttpError, $"The server answered with status {(int)status} instead of an image.")
        {
            IsTransient = (int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests,
            RetryAfter = RetryAfter(response.Headers.RetryAfter, now, longestRetryAfter),
        };
    }

    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? header, DateTimeOffset now, TimeSpan longest)
    {
        TimeSpan? asked = header?.Delta ?? header?.Date - now;
        return asked is null || asked <= TimeSpan.Zero ? null
            : asked > longest ? longest
            : asked;
    }
}
