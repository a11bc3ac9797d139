using ImageOrleans.Contracts;
using ImageOrleans.Storage.Database;
using ImageOrleans.Web.Uploads;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImageOrleans.Web.Api;

/// <summary>Three calls for existing clients of the original service, with its paths, field names and envelope.</summary>
internal static class CompatibilityApi
{
    private const int MaxLoggedBytes = 16 * 1024;

    public static void MapCompatibilityApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api").WithTags("Compatibility");
        api.MapPost("/upload/", UploadAsync).WithName("Upload").WithSummary("Upload a catalogue, as the original service took it")
            .Accepts<UploadForm>("multipart/form-data", "text/csv", "*/*").DisableAntiforgery();
        api.MapGet("/output/", GetOutputAsync).WithName("Output").WithSummary("How far a request is, and where its result is");
        api.MapPost("/webhook/", ReceiveWebhookAsync).WithName("Webhook").WithSummary("A receiver of announcements that logs what it gets");
    }

    private static async Task<Results<Created<Envelope>, BadRequest<Envelope>>> UploadAsync(
        HttpRequest request, UploadReceiver receiver, Submitter submitter, CancellationToken cancellationToken)
    {
        if (!UploadReceiver.CanReceive(request.ContentType))
        {
            return Error("No file was uploaded.");
        }

        ReceivedUpload upload;
        try
        {
            upload = await receiver.ReceiveAsync(request, cancellationToken);
        }
        catch (Exception exception) when (exception is UploadTooLargeException or InvalidDataException)
        {
            return Error(exception.Message);
        }

        var fields = UploadFields.Read(upload.Fields, acceptUnknown: true);
        if (upload.Scan is not { Refusal: null } || fields.Errors.Count > 0)
        {
            await submitter.DiscardAsync(upload);
            return Error(upload.Scan is null ? "No file was uploaded." : upload.Scan.Refusal?.Message ?? string.Join(' ', fields.Errors.Values));
        }

        var result = await submitter.SubmitAsync(upload, fields, idempotencyKey: null, request);
        return result.Snapshot is { } snapshot
            ? TypedResults.Created((string?)null, new Envelope("success", "File uploaded successfully.", new UploadPayload(snapshot.Id)))
            : Error(result.Message ?? "The upload was not accepted.");
    }

    private static async Task<Results<Ok<Envelope>, BadRequest<Envelope>>> GetOutputAsync(
        HttpRequest request, RequestTable table, Submitter submitter, CancellationToken cancellationToken)
    {
        var text = request.Query["request_id"].ToString();
        if (!Guid.TryParse(text, out var id) || await table.FindAsync(id, cancellationToken) is not { } found)
        {
            return Error("Invalid Request ID");
        }

        var resource = RequestResource.Of(found);
        var outputUrl = resource.Links.OutputCsv is { } path ? $"{submitter.BaseUrlOf(request)}{path[1..]}" : null;
        return TypedResults.Ok(new Envelope(
            "success", "Request status fetched successfully.", new OutputPayload(found.Id, StatusOf(found.Status), outputUrl)));
    }

    private static async Task<Ok<Envelope>> ReceiveWebhookAsync(HttpRequest request, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxLoggedBytes];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        loggers.CreateLogger("ImageOrleans.Web.Webhook").LogInformation("Received a webhook: {Body}", System.Text.Encoding.UTF8.GetString(buffer, 0, length));
        return TypedResults.Ok(new Envelope("success", "Webhook received.", Payload: null));
    }

    private static BadRequest<Envelope> Error(string message) => TypedResults.BadRequest(new Envelope("error", message, Payload: null));

    private static string StatusOf(RequestStatus status) => status switch
    {
        RequestStatus.Pending => "PENDING",
        RequestStatus.Processing => "PROCESSING",
        RequestStatus.Succeeded or RequestStatus.PartiallySucceeded => "SUCCESS",
        _ => "FAILED",
    };
}
