using ImageOrleans.Grains;
using Microsoft.AspNetCore.Diagnostics;

namespace ImageOrleans.Web.Api;

/// <summary>Answers for what is away for a moment, a silo, the database, the disk: 503, with when to come back.</summary>
internal sealed class FailureHandler(IProblemDetailsService problems) : IExceptionHandler
{
    private const string RetryAfterSeconds = "5";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is BadHttpRequestException || !GrainCallRetry.IsTransient(exception))
        {
            return false;
        }

        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            Exception = exception,
            ProblemDetails =
            {
                Status = StatusCodes.Status503ServiceUnavailable,
                Title = "The service is not ready.",
                Detail = "A part of the service (a silo, the database, the disk) does not answer at the moment. "
                    + $"Try again in {RetryAfterSeconds} seconds.",
            },
        });
    }
}
