using System.Text;

namespace ImageOrleans.Csv;

/// <summary>Reads an uploaded file once, from start to end: finds out whether it is a catalogue and where its segments begin.</summary>
public static class CatalogueScanner
{
    // Enough for any header, and for the signature of what is no text.
    private const int StartSize = 64 * 1024;

    private static readonly char[] Delimiters = [',', ';', '\t'];

    /// <summary>Reads a file. Memory stays the same for any number of rows, but for eight bytes a segment.</summary>
    /// <param name="upload">The file, from its first byte. It is read to its end unless it is refused before.</param>
    /// <param name="copy">Where the file is kept for reading it again: written as UTF-8 without a byte order mark.</param>
    /// <param name="options">Limits.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The index of the copy, or the reason why the file is no catalogue.</returns>
    /// <exception cref="IOException">A stream can't be read or written.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static async Task<CatalogueScan> ScanAsync(
        Stream upload, Stream copy, CatalogueOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return CatalogueScan.Accepted(await ReadAsync(upload, copy, options, cancellationToken));
        }
        catch (CatalogueException exception)
        {
            return CatalogueScan.Refused(exception.Refusal);
        }
        catch (DecoderFallbackException)
        {
            return CatalogueScan.Refused(new CatalogueRefusal(
                CatalogueRefusalCodes.InvalidEncoding,
                "The file begins like UTF-16 and has bytes that are not valid UTF-16. Save the file as CSV in UTF-8."));
        }
    }

    private static async Task<CatalogueIndex> ReadAsync(
        Stream upload, Stream copy, CatalogueOptions options, CancellationToken cancellationToken)
    {
        var start = await ReadStartAsync(upload, cancellationToken);
        if (FileSignature.Describe(start.Span) is { } description)
        {
            throw new CatalogueException(new CatalogueRefusal(CatalogueRefusalCodes.NotText, $"The file is {description}."));
        }

        var (encoding, byteOrderMark) = DetectEncoding(start.Span);
        Stream text = new PrefixedStream(start[byteOrderMark..], upload);
        if (encoding is not null)
        {
            text = Encoding.CreateTranscodingStream(text, encoding, Encoding.UTF8, leaveOpen: true);
        }

        await using (text.ConfigureAwait(false))
        {
            return await ReadTextAsync(text, byteOrderMark > 0, copy, options, cancellationToken);
        }
    }

    private static async Task<CatalogueIndex> ReadTextAsync(
        Stream text, bool hasByteOrderMark, Stream copy, CatalogueOptions options, CancellationToken cancellationToken)
    {
        var start = await ReadStartAsync(text, cancellationToken);
        var dialect = new CatalogueDialect
        {
            Delimiter = DetectDelimiter(start),
            NewLine = DetectNewLine(start.Span),
            HasByteOrderMark = hasByteOrderMark,
        };

        var copying = new CopyingStream(new PrefixedStream(start, text), copy);
        await using (copying.ConfigureAwait(false))
        {
            var reader = new CatalogueReader(copying, dialect.Delimiter, options, streamOffset: 0, firstRow: 0);
            await using (reader.ConfigureAwait(false))
            {
                return await ReadRowsAsync(reader, dialect, options, cancellationToken);
            }
        }
    }

    private static async Task<CatalogueIndex> ReadRowsAsync(
        CatalogueReader reader, CatalogueDialect dialect, CatalogueOptions options, CancellationToken cancellationToken)
    {
        if (!await reader.ReadAsync(cancellationToken))
        {
            throw new CatalogueException(new CatalogueRefusal(CatalogueRefusalCodes.EmptyFile, "The file is empty."));
        }

        var columns = CatalogueColumns.Find(reader.Cells);
        var parser = new CatalogueRowParser(columns, dialect.Delimiter);
        var offsets = new List<long>();
        var rows = 0;
        var invalidRows = 0;
        var images = 0L;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (rows == options.MaxRows)
            {
                throw new CatalogueException(new CatalogueRefusal(
                    CatalogueRefusalCodes.TooManyRows,
                    $"The file has more than {options.MaxRows:N0} rows. Split it.",
                    reader.Row));
            }

            if (rows % CatalogueIndex.RowsPerSegment == 0)
            {
                offsets.Add(reader.Offset);
            }

            var row = parser.Parse(rows++, reader.Cells);
            images += row.Urls.Length;
            invalidRows += row.Error is null ? 0 : 1;
        }

        if (rows == 0)
        {
            throw new CatalogueException(new CatalogueRefusal(
                CatalogueRefusalCodes.NoRows, "The file has a header and no rows below it."));
        }

        return new CatalogueIndex
        {
            Dialect = dialect,
            Header = columns.Header,
            RowCount = rows,
            ImageCount = images,
            InvalidRowCount = invalidRows,
            SegmentOffsets = offsets,
        };
    }

    private static async Task<ReadOnlyMemory<byte>> ReadStartAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[StartSize];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return buffer.AsMemory(0, length);
    }

    // Null: UTF-8, which needs no transcoding.
    private static (Encoding? Encoding, int ByteOrderMarkLength) DetectEncoding(ReadOnlySpan<byte> start) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (null, 3),
        [0xFF, 0xFE, ..] => (new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true), 2),
        [0xFE, 0xFF, ..] => (new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true), 2),
        _ => (null, 0),
    };

    private static char DetectDelimiter(ReadOnlyMemory<byte> start) => Delimiters
        .Select(delimiter => (Delimiter: delimiter, Header: CatalogueReader.ParseHeader(start, delimiter)))
        .OrderByDescending(candidate => CatalogueColumns.CountKnown(candidate.Header))
        .ThenByDescending(candidate => candidate.Header.Length)
        .First().Delimiter;

    private static string DetectNewLine(ReadOnlySpan<byte> start)
    {
        var index = start.IndexOfAny((byte)'\r', (byte)'\n');
        return index < 0 || start[index] == '\n' ? "\n" : start[index..] is [_, (byte)'\n', ..] ? "\r\n" : "\r";
    }
}
