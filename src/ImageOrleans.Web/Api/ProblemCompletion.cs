using System.Globalization;
using Microsoft.AspNetCore.Http.Metadata;

namespace ImageOrleans.Web.Api;

/// <summary>
/// Completes the problems that nobody wrote: a path, a method or a parameter that is wrong, an exception. They get a code for
/// programs and a sentence for people like all others.
/// </summary>
internal static class ProblemCompletion
{
    /// <summary>Fills in what a problem lacks.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem.Extensions.ContainsKey("code"))
        {
            return;
        }

        if (problem.Status == StatusCodes.Status400BadRequest && problem.Detail is null)
        {
            var errors = UnreadableNumbers(context.HttpContext);
            if (errors.Count > 0)
            {
                Problems.Describe(problem, errors);
                return;
            }
        }

        var code = problem.Status == StatusCodes.Status404NotFound && RequestIdOf(context.HttpContext) is not null
            ? Problems.UnknownRequestCode
            : $"http_{problem.Status}";
        problem.Type = Problems.TypeOf(code);
        problem.Extensions["code"] = code;
        problem.Detail ??= DetailOf(context);
    }

    // What the framework could not read into a parameter of a method.
    private static Dictionary<string, string> UnreadableNumbers(HttpContext http)
    {
        var numbers = http.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .Where(parameter => parameter.ParameterInfo.ParameterType == typeof(int?)) ?? [];
        return numbers
            .Select(parameter => (parameter.Name, Value: http.Request.Query[parameter.Name].ToString()))
            .Where(query => query.Value.Length > 0 && !int.TryParse(query.Value, CultureInfo.InvariantCulture, out _))
            .ToDictionary(
                query => query.Name,
                query => $"'{query.Name}' is '{query.Value}', which is not a whole number.",
                StringComparer.Ordinal);
    }

    private static string? DetailOf(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        return context.ProblemDetails.Status switch
        {
            StatusCodes.Status400BadRequest =>
                (context.Exception as BadHttpRequestException)?.Message ?? "The call could not be read.",
            StatusCodes.Status404NotFound when RequestIdOf(http) is { } id =>
                $"'{id}' is not the id of a request: those have the form 01234567-89ab-cdef-0123-456789abcdef.",
            StatusCodes.Status404NotFound =>
                $"There is nothing at '{http.Request.Path}'. /openapi/v1.json describes what there is.",
            StatusCodes.Status405MethodNotAllowed =>
                $"{http.Request.Method} is not supported here; supported: {http.Response.Headers.Allow}.",
            StatusCodes.Status500InternalServerError => "The server failed. That is no fault of the call; its log says more.",
            _ => null,
        };
    }

    // What stands in a path where an id should.
    private static string? RequestIdOf(HttpContext http) =>
        http.Request.Path.StartsWithSegments(RequestsApi.Path, StringComparison.OrdinalIgnoreCase, out var rest)
        && rest.Value?.Split('/', StringSplitOptions.RemoveEmptyEntries) is [var id, ..]
        && !Guid.TryParse(id, out _)
            ? id
            : null;
}
