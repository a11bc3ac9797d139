namespace ImageOrleans.Csv;

/// <summary>Reads one segment of a catalogue that was scanned before.</summary>
public static class CatalogueSegmentReader
{
    /// <summary>Reads the rows of a segment.</summary>
    /// <param name="stream">The copy that the scan wrote. It must be seekable; its position is moved; it is left open.</param>
    /// <param name="index">What the scan found.</param>
    /// <param name="segment">The segment, from 0.</param>
    /// <param name="options">The limits of the scan.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The rows in their order, as many as <see cref="CatalogueIndex.RowsInSegment"/> says.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such segment.</exception>
    /// <exception cref="InvalidDataException">The file is not the one that was scanned.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static async Task<IReadOnlyList<CatalogueRow>> ReadAsync(
        Stream stream, CatalogueIndex index, int segment, CatalogueOptions options, CancellationToken cancellationToken)
    {
        var rows = new CatalogueRow[index.RowsInSegment(segment)];
        var firstRow = segment * CatalogueIndex.RowsPerSegment;
        var offset = index.SegmentOffsets[segment];
        stream.Seek(offset, SeekOrigin.Begin);

        var parser = new CatalogueRowParser(CatalogueColumns.Find(index.Header), index.Dialect.Delimiter);
        var reader = new CatalogueReader(stream, index.Dialect.Delimiter, options, offset, firstRow + 1);
        await using (reader.ConfigureAwait(false))
        {
            for (var i = 0; i < rows.Length; i++)
            {
                await ReadRowAsync(reader, firstRow + i, cancellationToken);
                rows[i] = parser.Parse(firstRow + i, reader.Cells);
            }
        }

        return rows;
    }

    private static async Task ReadRowAsync(CatalogueReader reader, int row, CancellationToken cancellationToken)
    {
        try
        {
            if (!await reader.ReadAsync(cancellationToken))
            {
                throw new InvalidDataException($"The catalogue ends before row {row + 1}: it is not the file that was scanned.");
            }
        }
        catch (CatalogueException exception)
        {
            throw new InvalidDataException($"The catalogue is not the file that was scanned: {exception.Message}", exception);
        }
    }
}
