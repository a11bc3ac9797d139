using System.ComponentModel;
using System.Text;
using ImageOrleans.Contracts;
using ImageOrleans.Fetching.Guarding;
using ImageOrleans.Web.Uploads;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ImageOrleans.Web.Api;

/// <summary>Three calls for existing clients of the original service, with its paths, field names and envelope.</summary>
internal static class CompatibilityApi
{
    private const int MaxLoggedBytes = 16 * 1024;
    private const string NoFile = "No file was uploaded.";

    public static void MapCompatibilityApi(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("/api").WithTags("Compatibility");
        api.MapPost("/upload/", UploadAsync).WithName("Upload").WithSummary("Upload a catalogue, as the original service took it")
            .Accepts<UploadForm>("multipart/form-data", "text/csv", "*/*").DisableAntiforgery();
        api.MapGet("/output/", GetOutputAsync).WithName("Output").WithSummary("How far a request is, and where its result is");
        api.MapPost("/webhook/", ReceiveWebhookAsync).WithName("Webhook")
            .WithSummary("A receiver of webhooks, for trying them: it logs what it gets at level Debug");
    }

    private static async Task<Results<Created<Envelope>, BadRequest<Envelope>>> UploadAsync(
        HttpRequest request, UploadReceiver receiver, Submitter submitter, HostCheck hosts, CancellationToken cancellationToken)
    {
        if (!UploadReceiver.CanReceive(request.ContentType))
        {
            return Error(NoFile);
        }

        ReceivedUpload upload;
        try
        {
            upload = await receiver.ReceiveAsync(request, anyFileField: true, cancellationToken);
        }
        catch (Exception exception) when (exception is UploadTooLargeException or InvalidDataException)
        {
            return Error(exception.Message);
        }

        var fields = UploadFields.Read(upload.Fields, acceptUnknown: true);
        await fields.CheckWebhookAsync(hosts, cancellationToken);
        if (upload.Scan is not { Refusal: null } || fields.Errors.Count > 0)
        {
            await submitter.DiscardAsync(upload);
            return Error(upload.Scan is null
                ? NoFile
                : upload.Scan.Refusal?.Message ?? string.Join(' ', fields.Errors.Values));
        }

        var result = await submitter.SubmitAsync(upload, fields, idempotencyKey: null, request);
        return result.Snapshot is { } snapshot
            ? TypedResults.Created((string?)null, Success("File uploaded successfully", new UploadPayload(snapshot.Id)))
            : Error(result.Message ?? "The upload was not accepted.");
    }

    private static async Task<Results<Ok<Envelope>, BadRequest<Envelope>>> GetOutputAsync(
        [FromQuery(Name = OriginalService.RequestId), Description("The `request_id` of the upload's answer.")] string? requestId,
        HttpRequest request,
        RequestLookup lookup,
        Submitter submitter,
        CancellationToken cancellationToken)
    {
        // Asked like the status is: who sees there that the request is finished sees it here.
        if (!Guid.TryParse(requestId, out var id) || await lookup.FindAsync(id, cancellationToken) is not { } found)
        {
            return Error("Invalid Request ID");
        }

        var resource = RequestResource.Of(found);
        var outputUrl = resource.Links.OutputCsv is { } path ? $"{submitter.BaseUrlOf(request)}{path[1..]}" : null;
        var payload = new OutputPayload(found.Id, OriginalService.StatusOf(found.Status), outputUrl);
        return TypedResults.Ok(Success("", payload));
    }

    private static async Task<Ok<Envelope>> ReceiveWebhookAsync(
        HttpRequest request, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxLoggedBytes];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        loggers.CreateLogger("ImageOrleans.Web.Webhook")
            .LogDebug("Received a webhook: {Body}", Encoding.UTF8.GetString(buffer, 0, length));
        return TypedResults.Ok(Success("Webhook received successfully", payload: ""));
    }

    private static Envelope Success(string message, object payload) => new("success", message, payload);

    private static BadRequest<Envelope> Error(string message) =>
        TypedResults.BadRequest(new Envelope("error", message, Payload: ""));
}
