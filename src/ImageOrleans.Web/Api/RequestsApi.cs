using System.ComponentModel;
using ImageOrleans.Contracts;
using ImageOrleans.Fetching.Guarding;
using ImageOrleans.Storage.Database;
using ImageOrleans.Storage.Objects;
using ImageOrleans.Web.Uploads;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Web.Api;

/// <summary>The documented API: <c>/api/requests</c>.</summary>
internal static class RequestsApi
{
    /// <summary>The path of all of it.</summary>
    public const string Path = "/api/requests";

    private const int DefaultPageSize = 50;
    private const int MaxPageSize = 500;
    private const int MaxIdempotencyKeyLength = 255;
    private const string IdempotencyKeyName = "Idempotency-Key";

    public static void MapRequestsApi(this IEndpointRouteBuilder endpoints)
    {
        var requests = endpoints.MapGroup(Path).WithTags("Requests")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        requests.MapPost("/", SubmitAsync)
            .WithName("SubmitRequest")
            .WithSummary("Upload a catalogue")
            .WithDescription(
                "The CSV as the field `file` of multipart/form-data, or as the body itself (text/csv). It is answered when the "
                + "file is read and found to be a catalogue; the work goes on behind. Settings are fields of the form, or of the "
                + "query. An `Idempotency-Key` header makes sending it again safe.")
            .Accepts<UploadForm>("multipart/form-data", "text/csv", "*/*")
            .AddOpenApiOperationTransformer(ApiDescription.AddSettingsToQueryAsync)
            .DisableAntiforgery()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        requests.MapGet("/", ListAsync).WithName("ListRequests").WithSummary("List requests, newest first").ProducesProblem(400);
        requests.MapGet("/{id:guid}", GetAsync).WithName("GetRequest").WithSummary("How far a request is").ProducesProblem(404);
        requests.MapGet("/{id:guid}/rows", ListRowsAsync).WithName("ListRows")
            .WithSummary("The rows of a request with their images")
            .ProducesProblem(400).ProducesProblem(404);
        requests.MapGet("/{id:guid}/output.csv", GetOutputAsync).WithName("GetOutput")
            .WithSummary("The result: the catalogue with the new URLs")
            .Produces(200, contentType: "text/csv").ProducesProblem(404).ProducesProblem(409);
        requests.MapGet("/{id:guid}/errors.csv", GetErrorsAsync).WithName("GetErrors")
            .WithSummary("The images that failed, and why")
            .Produces(200, contentType: "text/csv").ProducesProblem(404);
        requests.MapPost("/{id:guid}/cancel", CancelAsync).WithName("CancelRequest")
            .WithSummary("Stop a request; what is finished is kept")
            .ProducesProblem(404).ProducesProblem(409);
        requests.MapPost("/{id:guid}/retry", RetryAsync).WithName("RetryRequest")
            .WithSummary("Try again what failed or was stopped")
            .ProducesProblem(404).ProducesProblem(409);
        requests.MapDelete("/{id:guid}", DeleteAsync).WithName("DeleteRequest")
            .WithSummary("Stop a request and remove it with its files")
            .ProducesProblem(404);
    }

    private static async Task<Results<Accepted<RequestResource>, ProblemHttpResult>> SubmitAsync(
        [FromHeader(Name = IdempotencyKeyName)]
        [Description(
            "Up to 255 characters of the caller's choice. The same key with the same upload is the same request, however often "
            + "it is sent.")]
        string? idempotencyKey,
        HttpRequest request,
        UploadReceiver receiver,
        Submitter submitter,
        HostCheck hosts,
        IOptions<UploadOptions> options,
        CancellationToken cancellationToken)
    {
        if (idempotencyKey?.Length > MaxIdempotencyKeyLength)
        {
            return Problems.Invalid(
                IdempotencyKeyName,
                $"The header {IdempotencyKeyName} has {idempotencyKey.Length} characters; it takes {MaxIdempotencyKeyLength} at the most.");
        }

        if (!UploadReceiver.CanReceive(request.ContentType))
        {
            return Problems.UnsupportedMediaType(request.ContentType);
        }

        ReceivedUpload upload;
        try
        {
            upload = await receiver.ReceiveAsync(request, anyFileField: false, cancellationToken);
        }
        catch (UploadTooLargeException)
        {
            return Problems.TooLarge(options.Value.MaxBytes);
        }
        catch (InvalidDataException exception)
        {
            return Problems.Invalid("body", exception.Message);
        }

        var fields = UploadFields.Read(upload.Fields, acceptUnknown: false);
        await fields.CheckWebhookAsync(hosts, cancellationToken);
        if (upload.Scan is not { Refusal: null } || fields.Errors.Count > 0)
        {
            await submitter.DiscardAsync(upload);
            return upload.Scan is null
                ? Problems.Invalid("file", "The field 'file' is missing: send the catalogue as a file of this name.")
                : upload.Scan.Refusal is { } refusal ? Problems.Refused(refusal)
                : Problems.Invalid(fields.Errors);
        }

        var key = string.IsNullOrEmpty(idempotencyKey) ? null : idempotencyKey;
        var result = await submitter.SubmitAsync(upload, fields, key, request);
        return result.Outcome == CommandOutcome.Done
            ? TypedResults.Accepted($"{Path}/{result.Snapshot!.Id:D}", RequestResource.Of(result.Snapshot))
            : Problems.KeyReused(result.Message ?? "");
    }

    private static async Task<Results<Ok<RequestPage>, ProblemHttpResult>> ListAsync(
        RequestTable table,
        [Description("Only requests with this status."), NamesOf(typeof(RequestStatus))] string? status,
        [Description("`nextCursor` of the page before.")] string? cursor,
        [Description("How many at the most, 1 to 500. Default 50.")] int? limit,
        CancellationToken cancellationToken)
    {
        if (!TryParse(status, out RequestStatus? wanted))
        {
            return UnknownStatus<RequestStatus>(status);
        }

        if (!Cursor.TryParse(cursor, out var after))
        {
            return Problems.Invalid("cursor", "'cursor' is not valid: take `nextCursor` of the page before.");
        }

        var size = limit ?? DefaultPageSize;
        if (size is < 1 or > MaxPageSize)
        {
            return Problems.Invalid("limit", $"'limit' is {size}; it takes 1 to {MaxPageSize}.");
        }

        // One more tells whether there is another page.
        var found = await table.ListAsync(wanted, after, size + 1, cancellationToken);
        var page = found.Take(size).ToList();
        return TypedResults.Ok(new RequestPage(
            [.. page.Select(RequestResource.Of)], found.Count > size ? Cursor.Format(page[^1]) : null));
    }

    private static async Task<Results<Ok<RequestResource>, ProblemHttpResult>> GetAsync(
        Guid id, RequestLookup lookup, CancellationToken cancellationToken) =>
        await lookup.FindAsync(id, cancellationToken) is { } request
            ? TypedResults.Ok(RequestResource.Of(request))
            : Problems.UnknownRequest(id);

    private static async Task<Results<Ok<RowPage>, ProblemHttpResult>> ListRowsAsync(
        Guid id,
        RequestTable table,
        SegmentTables segments,
        [Description(
            "Only rows with this status; given again, rows with either. `status=Failed&status=PartiallySucceeded` are all rows "
            + "that `rows.failed` counts.")]
        [NamesOf(typeof(ProductStatus))]
        string[] status,
        [Description("How many to skip. Default 0.")] int? offset,
        [Description("How many at the most, 1 to 500. Default 50.")] int? limit,
        CancellationToken cancellationToken)
    {
        var wanted = new HashSet<ProductStatus>();
        foreach (var text in status)
        {
            if (!TryParse(text, out ProductStatus? one))
            {
                return UnknownStatus<ProductStatus>(text);
            }

            if (one is not null)
            {
                wanted.Add(one.Value);
            }
        }

        var (skipped, size) = (offset ?? 0, limit ?? DefaultPageSize);
        if (skipped < 0 || size is < 1 or > MaxPageSize)
        {
            return Problems.Invalid(
                skipped < 0 ? "offset" : "limit",
                skipped < 0 ? $"'offset' is {skipped}; it takes 0 or more." : $"'limit' is {size}; it takes 1 to {MaxPageSize}.");
        }

        if (await table.FindAsync(id, cancellationToken) is null)
        {
            return Problems.UnknownRequest(id);
        }

        var rows = await segments.ListAsync(id, wanted, skipped, size, cancellationToken);
        var total = await segments.CountAsync(id, wanted, cancellationToken);
        return TypedResults.Ok(new RowPage([.. rows.Select(RowResource.Of)], total, skipped, size));
    }

    private static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> GetOutputAsync(
        Guid id, RequestLookup lookup, ObjectStore objects, CancellationToken cancellationToken)
    {
        // Asked like the status is: who sees there that the request is finished finds the result here.
        var request = await lookup.FindAsync(id, cancellationToken);
        if (request is null)
        {
            return Problems.UnknownRequest(id);
        }

        if (!request.Status.IsFinal())
        {
            return Problems.NotFinished(
                $"The request is {request.Status}: {request.Progress.RowsDone:N0} of {request.RowCount:N0} rows are done.");
        }

        return request.HasOutput
            ? TypedResults.PhysicalFile(
                objects.PathOf(new RequestFiles(id).Output),
                "text/csv; charset=utf-8",
                $"{System.IO.Path.GetFileNameWithoutExtension(request.FileName)}-output.csv",
                enableRangeProcessing: true)
            : Problems.NoOutput(request.StatusReason ?? "The request failed before there was a result.");
    }

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> GetErrorsAsync(
        Guid id, RequestTable table, SegmentTables segments, CancellationToken cancellationToken)
    {
        var request = await table.FindAsync(id, cancellationToken);
        return request is null
            ? Problems.UnknownRequest(id)
            : TypedResults.Stream(
                stream => ErrorsCsv.WriteAsync(stream, id, segments, cancellationToken),
                "text/csv; charset=utf-8",
                $"{System.IO.Path.GetFileNameWithoutExtension(request.FileName)}-errors.csv");
    }

    private static async Task<Results<Accepted<RequestResource>, ProblemHttpResult>> CancelAsync(Guid id, IGrainFactory grains) =>
        Answer(id, await grains.GetGrain<IRequestGrain>(id).Cancel());

    private static async Task<Results<Accepted<RequestResource>, ProblemHttpResult>> RetryAsync(Guid id, IGrainFactory grains) =>
        Answer(id, await grains.GetGrain<IRequestGrain>(id).Retry());

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, IGrainFactory grains)
    {
        var result = await grains.GetGrain<IRequestGrain>(id).Delete();
        return result.Outcome == CommandOutcome.Done ? TypedResults.NoContent() : Problems.UnknownRequest(id);
    }

    private static Results<Accepted<RequestResource>, ProblemHttpResult> Answer(Guid id, CommandResult result) => result.Outcome switch
    {
        CommandOutcome.Done => TypedResults.Accepted($"{Path}/{id:D}", RequestResource.Of(result.Snapshot!)),
        CommandOutcome.UnknownRequest => Problems.UnknownRequest(id),
        _ => Problems.Conflict(result.Message ?? ""),
    };

    private static ProblemHttpResult UnknownStatus<T>(string? text)
        where T : struct, Enum =>
        Problems.Invalid("status", $"'status' is '{text}'; it takes {string.Join(", ", Enum.GetNames<T>())}.");

    // By name, not by number; nothing at all is no filter.
    private static bool TryParse<T>(string? text, out T? value)
        where T : struct, Enum
    {
        value = Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<T>(text!, ignoreCase: true) : null;
        return value is not null || string.IsNullOrEmpty(text);
    }
}
