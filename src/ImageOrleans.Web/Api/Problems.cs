using ImageOrleans.Csv;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ImageOrleans.Web.Api;

/// <summary>Errors that a caller can do something about, as problem details (RFC 9457) with a code for programs.</summary>
internal static class Problems
{
    public const string UnknownRequestCode = "unknown_request";

    private const string InvalidCall = "invalid_call";

    public static ProblemHttpResult UnknownRequest(Guid id) => Of(
        StatusCodes.Status404NotFound,
        UnknownRequestCode,
        "There is no such request.",
        $"There is no request with the id {id:D}; perhaps it was removed.");

    public static ProblemHttpResult Conflict(string detail) =>
        Of(StatusCodes.Status409Conflict, "conflict", "The request is not in a state for this.", detail);

    public static ProblemHttpResult NotFinished(string detail) =>
        Of(StatusCodes.Status409Conflict, "not_finished", "There is no result yet.", detail);

    public static ProblemHttpResult NoOutput(string detail) =>
        Of(StatusCodes.Status409Conflict, "no_output", "The request has no result.", detail);

    public static ProblemHttpResult KeyReused(string detail) =>
        Of(StatusCodes.Status422UnprocessableEntity, "idempotency_key_reused", "The idempotency key belongs to another upload.", detail);

    public static ProblemHttpResult TooLarge(long limit) => Of(
        StatusCodes.Status413PayloadTooLarge,
        "too_large",
        "The file is too large.",
        $"The file has more than {limit:N0} bytes. Split it, or ask for a higher limit.");

    public static ProblemHttpResult UnsupportedMediaType(string? contentType) => Of(
        StatusCodes.Status415UnsupportedMediaType,
        "unsupported_media_type",
        "The upload is of a type that is not taken.",
        $"The upload is '{contentType ?? "of no type"}'; send multipart/form-data with the field 'file', or the CSV itself as text/csv.");

    public static ProblemHttpResult Refused(CatalogueRefusal refusal) => TypedResults.Problem(With(
        new ProblemDetails
        {
            Status = StatusCodes.Status400BadRequest,
            Title = "The file is no catalogue.",
            Detail = refusal.Message,
            Type = TypeOf(refusal.Code),
        },
        ("code", refusal.Code),
        ("row", refusal.Row),
        ("column", refusal.Column)));

    public static ProblemHttpResult Invalid(IReadOnlyDictionary<string, string> errors)
    {
        var problem = new ProblemDetails { Status = StatusCodes.Status400BadRequest };
        Describe(problem, errors);
        return TypedResults.Problem(problem);
    }

    public static ProblemHttpResult Invalid(string name, string message) =>
        Invalid(new Dictionary<string, string>(StringComparer.Ordinal) { [name] = message });

    /// <summary>Says in a problem which parameters are not valid.</summary>
    public static void Describe(ProblemDetails problem, IReadOnlyDictionary<string, string> errors)
    {
        problem.Title = "The call is not valid.";
        problem.Detail = string.Join(' ', errors.Values);
        problem.Type = TypeOf(InvalidCall);
        With(
            problem,
            ("code", InvalidCall),
            ("errors", errors.ToDictionary(error => error.Key, error => new[] { error.Value }, StringComparer.Ordinal)));
    }

    /// <summary>What identifies a kind of problem.</summary>
    public static string TypeOf(string code) => $"urn:imageorleans:problem:{code}";

    private static ProblemHttpResult Of(int status, string code, string title, string detail) => TypedResults.Problem(With(
        new ProblemDetails { Status = status, Title = title, Detail = detail, Type = TypeOf(code) }, ("code", code)));

    private static ProblemDetails With(ProblemDetails problem, params ReadOnlySpan<(string Name, object? Value)> extensions)
    {
        foreach (var (name, value) in extensions)
        {
            if (value is not null)
            {
                problem.Extensions[name] = value;
            }
        }

        return problem;
    }
}
