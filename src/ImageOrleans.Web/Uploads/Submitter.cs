using System.Security.Cryptography;
using System.Text;
using ImageOrleans.Contracts;
using ImageOrleans.Grains.Requests;
using ImageOrleans.Grains.Webhooks;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Web.Uploads;

/// <summary>Hands a received catalogue to its request.</summary>
internal sealed class Submitter(
    IGrainFactory grains, RequestStore store, IOptions<UploadOptions> options, IOptions<WebhookOptions> webhooks)
{
    /// <summary>Submits an upload whose scan found a catalogue.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="fields">What its fields ask for, without errors.</param>
    /// <param name="idempotencyKey">The same key makes the same request; null for a new one.</param>
    /// <param name="request">Where it was sent to.</param>
    public async Task<CommandResult> SubmitAsync(
        ReceivedUpload upload, UploadFields fields, string? idempotencyKey, HttpRequest request)
    {
        var index = upload.Scan!.Index!;
        var defaultWebhook = string.IsNullOrEmpty(webhooks.Value.Url) ? null : webhooks.Value.Url;
        var submission = new RequestSubmission
        {
            UploadId = upload.UploadId,
            ContentDigest = upload.Digest,
            FileName = upload.FileName,
            Settings = fields.Settings,
            PublicBaseUrl = BaseUrlOf(request),
            WebhookUrl = fields.WebhookUrl ?? defaultWebhook,
            HasDefaultWebhook = fields.WebhookUrl is null && defaultWebhook is not null,
            RowCount = index.RowCount,
            ImageCount = index.ImageCount,
        };
        var id = idempotencyKey is null ? Guid.NewGuid() : IdOf(idempotencyKey);
        return await grains.GetGrain<IRequestGrain>(id).Submit(submission);
    }

    /// <summary>Removes an upload that is not submitted.</summary>
    public Task DiscardAsync(ReceivedUpload upload) => store.DiscardAsync(upload.UploadId);

    /// <summary>What the URLs of results begin with, with a slash at its end.</summary>
    public string BaseUrlOf(HttpRequest request)
    {
        var url = options.Value.PublicBaseUrl?.AbsoluteUri ?? $"{request.Scheme}://{request.Host}{request.PathBase}";
        return url.EndsWith('/') ? url : $"{url}/";
    }

    // Everybody who comes with the key comes to the same grain: it alone decides, whatever comes at once.
    private static Guid IdOf(string idempotencyKey)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"idempotency-key:{idempotencyKey}"));
        return new Guid(digest.AsSpan(0, 16));
    }
}
