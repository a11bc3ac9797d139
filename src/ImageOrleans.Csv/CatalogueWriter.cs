using CsvHelper;

namespace ImageOrleans.Csv;

/// <summary>Writes the result of a catalogue: the same rows with the column <c>Output Image Urls</c>, in UTF-8.</summary>
public sealed class CatalogueWriter : IAsyncDisposable
{
    private readonly CatalogueIndex _index;
    private readonly CsvWriter _csv;

    private CatalogueWriter(Stream stream, CatalogueIndex index, bool byteOrderMark)
    {
        _index = index;
        _csv = CsvWriter.Create(
            stream,
            new CsvWriterOptions
            {
                Separator = index.Dialect.Delimiter,
                NewLine = index.Dialect.NewLine,
                WriteByteOrderMark = byteOrderMark,
                Quoting = CsvQuoting.WhenNeededOrWhitespace,

                // A row with too many cells keeps them all.
                ValidateFieldCount = false,
            },
            leaveOpen: true);
    }

    /// <summary>Writes the header, behind a byte order mark where the upload had one.</summary>
    /// <param name="stream">Where to write. It is left open.</param>
    /// <param name="index">The catalogue, whose delimiter and line ending are used.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>A task that ends when the header is written.</returns>
    public static async Task WriteHeaderAsync(Stream stream, CatalogueIndex index, CancellationToken cancellationToken)
    {
        var writer = new CatalogueWriter(stream, index, index.Dialect.HasByteOrderMark);
        await using (writer.ConfigureAwait(false))
        {
            await writer._csv.WriteRecordAsync([.. index.Header, CatalogueColumnNames.OutputUrls], cancellationToken);
        }
    }

    /// <summary>Makes a writer of rows.</summary>
    /// <param name="stream">Where to write, behind the header. It is left open.</param>
    /// <param name="index">The catalogue, whose delimiter and line ending are used.</param>
    /// <returns>The writer. Dispose it to write what is in its buffer.</returns>
    public static CatalogueWriter ForRows(Stream stream, CatalogueIndex index) => new(stream, index, byteOrderMark: false);

    /// <summary>Writes a row.</summary>
    /// <param name="row">The row as it was read.</param>
    /// <param name="outputUrls">The output URL of each input URL; null where that image failed.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>A task that ends when the row is written, or in the writer's buffer.</returns>
    public ValueTask WriteRowAsync(CatalogueRow row, IEnumerable<string?> outputUrls, CancellationToken cancellationToken)
    {
        // Cells beyond the header's stand behind the output, so that it stays in its column.
        var width = _index.Header.Count;
        string[] cells = [.. row.Cells.Take(width), ImageUrlList.Join(outputUrls), .. row.Cells.Skip(width)];
        return _csv.WriteRecordAsync(cells, cancellationToken);
    }

    /// <summary>Writes what is in the buffer to the stream, which stays open.</summary>
    /// <returns>A task that ends when all is written.</returns>
    public ValueTask DisposeAsync() => _csv.DisposeAsync();
}
