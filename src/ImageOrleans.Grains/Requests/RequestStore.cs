using System.Text.Json;
using System.Text.Json.Serialization;
using ImageOrleans.Contracts;
using ImageOrleans.Csv;
using ImageOrleans.Storage.Database;
using ImageOrleans.Storage.Objects;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Grains.Requests;

/// <summary>The files and table rows of a request. Everything here waits for disks and databases, on threads of the pool.</summary>
/// <param name="objects">The files.</param>
/// <param name="segments">The tables of products and images.</param>
/// <param name="catalogueOptions">The limits that uploads were scanned with.</param>
public sealed class RequestStore(ObjectStore objects, SegmentTables segments, IOptions<CatalogueOptions> catalogueOptions)
{
    /// <summary>Takes an upload over as the catalogue of a request.</summary>
    /// <param name="requestId">The request.</param>
    /// <param name="uploadId">The upload.</param>
    /// <returns>False when there is neither the upload nor what was made of it before.</returns>
    public Task<bool> AcceptAsync(Guid requestId, string uploadId) => Task.Run(() =>
    {
        var files = new RequestFiles(requestId);

        // The index last: where it is, the catalogue is too.
        objects.Move(RequestFiles.Upload(uploadId), files.Input);
        objects.Move(RequestFiles.UploadIndex(uploadId), files.InputIndex);
        return objects.LengthOf(files.InputIndex) is not null;
    });

    /// <summary>Removes an upload that nobody needs.</summary>
    /// <param name="uploadId">The upload.</param>
    /// <returns>A task that ends when it is gone.</returns>
    public Task DiscardAsync(string uploadId) => Task.Run(() =>
    {
        objects.Delete(RequestFiles.Upload(uploadId));
        objects.Delete(RequestFiles.UploadIndex(uploadId));
    });

    /// <summary>Writes the index of an upload.</summary>
    /// <param name="uploadId">The upload.</param>
    /// <param name="index">Its index.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>A task that ends when it is written.</returns>
    public async Task SaveIndexAsync(string uploadId, CatalogueIndex index, CancellationToken cancellationToken)
    {
        var writer = objects.Create(RequestFiles.UploadIndex(uploadId));
        await using (writer.ConfigureAwait(false))
        {
            await JsonSerializer.SerializeAsync(writer.Stream, index, CatalogueJsonContext.Default.CatalogueIndex, cancellationToken).ConfigureAwait(false);
            await writer.CommitAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Reads the index of a request's catalogue.</summary>
    /// <param name="requestId">The request.</param>
    /// <returns>The index.</returns>
    /// <exception cref="InvalidDataException">It is missing or damaged.</exception>
    public Task<CatalogueIndex> LoadIndexAsync(Guid requestId) => Task.Run(async () =>
    {
        var stream = objects.OpenRead(new RequestFiles(requestId).InputIndex)
            ?? throw new InvalidDataException("The index of the uploaded catalogue is missing from the data directory.");
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                return await JsonSerializer.DeserializeAsync(stream, CatalogueJsonContext.Default.CatalogueIndex).ConfigureAwait(false)
                    ?? throw new InvalidDataException("The index of the uploaded catalogue is empty.");
            }
            catch (JsonException exception)
            {
                throw new InvalidDataException("The index of the uploaded catalogue is damaged.", exception);
            }
        }
    });

    /// <summary>Reads a segment of a request's catalogue.</summary>
    /// <param name="requestId">The request.</param>
    /// <param name="index">The catalogue's index.</param>
    /// <param name="segment">The segment, from 0.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="InvalidDataException">The catalogue is missing or damaged.</exception>
    public Task<IReadOnlyList<CatalogueRow>> LoadSegmentAsync(
        Guid requestId, CatalogueIndex index, int segment, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            var stream = objects.OpenRead(new RequestFiles(requestId).Input)
                ?? throw new InvalidDataException("The uploaded catalogue is missing from the data directory.");
            await using (stream.ConfigureAwait(false))
            {
                return await CatalogueSegmentReader.ReadAsync(stream, index, segment, catalogueOptions.Value, cancellationToken).ConfigureAwait(false);
            }
        },
        cancellationToken);

    /// <summary>Writes what became of a segment: its part of the result, then its table rows with what is known of the request.</summary>
    /// <param name="request">The request with this segment done.</param>
    /// <param name="index">The catalogue's index.</param>
    /// <param name="rows">The segment's rows.</param>
    /// <param name="products">What became of them.</param>
    /// <returns>A task that ends when all is written.</returns>
    internal Task SaveSegmentAsync(
        RequestSnapshot request, CatalogueIndex index, IReadOnlyList<CatalogueRow> rows, IReadOnlyList<ProductRecord> products) => Task.Run(async () =>
    {
        var files = new RequestFiles(request.Id);
        var writer = objects.Create(files.Part(rows[0].Index / CatalogueIndex.RowsPerSegment));
        await using (writer.ConfigureAwait(false))
        {
            var csv = CatalogueWriter.ForRows(writer.Stream, index);
            await using (csv.ConfigureAwait(false))
            {
                for (var i = 0; i < rows.Count; i++)
                {
                    await csv.WriteRowAsync(rows[i], products[i].Images.Select(image => image.OutputUrl), CancellationToken.None).ConfigureAwait(false);
                }
            }

            await writer.CommitAsync().ConfigureAwait(false);
        }

        await segments.SaveAsync(request, products, CancellationToken.None).ConfigureAwait(false);
    });

    /// <summary>
    /// Joins the parts of the result. A segment without a part is made again from the catalogue and the tables: it was
    /// finished in an earlier attempt, or not at all; then its output stays empty.
    /// </summary>
    /// <param name="requestId">The request.</param>
    /// <param name="index">The catalogue's index.</param>
    /// <returns>A task that ends when the result is in its place.</returns>
    /// <exception cref="InvalidDataException">The catalogue is missing or damaged.</exception>
    public Task AssembleAsync(Guid requestId, CatalogueIndex index) => Task.Run(async () =>
    {
        var files = new RequestFiles(requestId);
        var writer = objects.Create(files.Output);
        await using (writer.ConfigureAwait(false))
        {
            await CatalogueWriter.WriteHeaderAsync(writer.Stream, index, CancellationToken.None).ConfigureAwait(false);
            for (var segment = 0; segment < index.SegmentOffsets.Count; segment++)
            {
                if (objects.OpenRead(files.Part(segment)) is { } part)
                {
                    await using (part.ConfigureAwait(false))
                    {
                        await part.CopyToAsync(writer.Stream).ConfigureAwait(false);
                    }
                }
                else
                {
                    await WriteFromTablesAsync(writer.Stream, requestId, index, segment).ConfigureAwait(false);
                }
            }

            await writer.CommitAsync().ConfigureAwait(false);
        }
    });

    /// <summary>Removes the parts of the result, once it is assembled.</summary>
    /// <param name="requestId">The request.</param>
    /// <returns>A task that ends when they are gone.</returns>
    public Task DeletePartsAsync(Guid requestId) => Task.Run(() => objects.DeleteFolder(new RequestFiles(requestId).Parts));

    private async Task WriteFromTablesAsync(Stream output, Guid requestId, CatalogueIndex index, int segment)
    {
        var rows = await LoadSegmentAsync(requestId, index, segment, CancellationToken.None).ConfigureAwait(false);
        var products = await segments.ListRangeAsync(requestId, rows[0].Index, rows[^1].Index, CancellationToken.None).ConfigureAwait(false);
        var outputUrls = products.ToDictionary(product => product.RowIndex, product => product.Images.Select(image => image.OutputUrl));
        var csv = CatalogueWriter.ForRows(output, index);
        await using (csv.ConfigureAwait(false))
        {
            foreach (var row in rows)
            {
                var urls = outputUrls.GetValueOrDefault(row.Index) ?? row.Urls.Select(_ => (string?)null);
                await csv.WriteRowAsync(row, urls, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CatalogueIndex))]
internal sealed partial class CatalogueJsonContext : JsonSerializerContext;
