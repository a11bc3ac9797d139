using System.Text;
using ImageOrleans.Csv;
using ImageOrleans.Grains.Requests;
using ImageOrleans.Storage.Objects;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace ImageOrleans.Web.Uploads;

/// <summary>Reads an upload as it comes in: to the files, and through the scanner, in one pass.</summary>
internal sealed class UploadReceiver(
    ObjectStore objects, RequestStore store, IOptions<UploadOptions> uploadOptions, IOptions<CatalogueOptions> catalogueOptions)
{
    private const int MaxFieldLength = 8 * 1024;
    private const int MaxFields = 32;

    private static readonly string[] CsvTypes =
    [
        "text/csv",
        "application/csv",
        "text/plain",
        "text/tab-separated-values",
        "application/vnd.ms-excel",
        "application/octet-stream",
    ];

    /// <summary>Whether a body of this type can be read.</summary>
    public static bool CanReceive(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (IsMultipart(type) || CsvTypes.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase));

    /// <summary>Reads an upload. The caller discards what it does not use.</summary>
    /// <param name="request">The request that brings it.</param>
    /// <param name="anyFileField">Whether a form may bring the file in a field of any name, or in <c>file</c> alone.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="UploadTooLargeException">The file is larger than the limit. Nothing is left of it.</exception>
    /// <exception cref="InvalidDataException">The multipart body is not valid.</exception>
    /// <exception cref="BadHttpRequestException">The body ended early.</exception>
    public async Task<ReceivedUpload> ReceiveAsync(HttpRequest request, bool anyFileField, CancellationToken cancellationToken)
    {
        var upload = new ReceivedUpload { UploadId = Guid.NewGuid().ToString("N") };
        foreach (var (name, value) in request.Query)
        {
            upload.Fields[name] = value.ToString();
        }

        var type = MediaTypeHeaderValue.Parse(request.ContentType);
        try
        {
            if (IsMultipart(type))
            {
                await ReceiveMultipartAsync(upload, request, type, anyFileField, cancellationToken);
            }
            else
            {
                await ReceiveFileAsync(upload, request.Body, cancellationToken);
            }
        }
        catch
        {
            await store.DiscardAsync(upload.UploadId);
            throw;
        }

        return upload;
    }

    private async Task ReceiveMultipartAsync(
        ReceivedUpload upload, HttpRequest request, MediaTypeHeaderValue type, bool anyFileField, CancellationToken cancellationToken)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary))
        {
            throw new InvalidDataException("The multipart body has no boundary.");
        }

        var reader = new MultipartReader(boundary, request.Body);
        for (var parts = 0; await UploadBody.ReadAsync(() => reader.ReadNextSectionAsync(cancellationToken)) is { } section; parts++)
        {
            if (parts == MaxFields)
            {
                throw new InvalidDataException($"The multipart body has more than {MaxFields} parts.");
            }

            if (section.GetContentDispositionHeader() is not { } disposition)
            {
                throw new InvalidDataException("A part of the multipart body has no Content-Disposition.");
            }

            var isFileField = HeaderUtilities.RemoveQuotes(disposition.Name) == "file";
            if (disposition.IsFileDisposition() && !isFileField && !anyFileField)
            {
                throw new InvalidDataException($"There is no file field '{HeaderUtilities.RemoveQuotes(disposition.Name)}': send the catalogue as 'file'.");
            }

            if (disposition.IsFileDisposition() || isFileField)
            {
                if (upload.Scan is not null)
                {
                    throw new InvalidDataException("There is more than one file; send one.");
                }

                var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
                SetFileName(upload, HeaderUtilities.RemoveQuotes(name).Value);
                await ReceiveFileAsync(upload, section.Body, cancellationToken);
                if (upload.Scan!.Refusal is not null)
                {
                    return;
                }
            }
            else
            {
                var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
                upload.Fields[name] = await ReadFieldAsync(name, section.Body, cancellationToken);
            }
        }
    }

    private async Task ReceiveFileAsync(ReceivedUpload upload, Stream body, CancellationToken cancellationToken)
    {
        var measured = new MeasuredStream(body, uploadOptions.Value.MaxBytes);
        var writer = objects.Create(RequestFiles.Upload(upload.UploadId));
        await using (measured.ConfigureAwait(false))
        await using (writer.ConfigureAwait(false))
        {
            upload.Scan = await CatalogueScanner.ScanAsync(measured, writer.Stream, catalogueOptions.Value, cancellationToken);
            if (upload.Scan.Index is { } index)
            {
                await writer.CommitAsync();
                await store.SaveIndexAsync(upload.UploadId, index, cancellationToken);
                upload.Digest = measured.Digest();
            }
        }
    }

    private static async Task<string> ReadFieldAsync(string name, Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxFieldLength + 1];
        var length = await UploadBody.ReadAsync(
            () => body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).AsTask());
        return length <= MaxFieldLength
            ? Encoding.UTF8.GetString(buffer, 0, length)
            : throw new InvalidDataException($"The field '{name}' has more than {MaxFieldLength:N0} bytes.");
    }

    private static void SetFileName(ReceivedUpload upload, string? name)
    {
        // Browsers send a name; whatever path stands before it is nobody's business.
        var last = name?[(name.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
        if (!string.IsNullOrEmpty(last))
        {
            upload.FileName = last.Length <= 200 ? last : last[..200];
        }
    }

    private static bool IsMultipart(MediaTypeHeaderValue type) =>
        type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);
}
