using System.Text.Unicode;
using CsvHelper;

namespace ImageOrleans.Csv;

/// <summary>Reads the records of a catalogue in UTF-8, one after the other, and knows where each begins.</summary>
internal sealed class CatalogueReader : IAsyncDisposable
{
    private readonly CsvReader _csv;
    private readonly CatalogueOptions _options;
    private readonly long _streamOffset;
    private bool _unclosedQuote;
    private int _nextRow;

    /// <param name="stream">The stream, at the start of a record. It is left open.</param>
    /// <param name="delimiter">The character between cells.</param>
    /// <param name="options">Limits.</param>
    /// <param name="streamOffset">The offset of the stream's next byte from the start of the file.</param>
    /// <param name="firstRow">The number of the first record to be read: 0 for the header, 1 for the first below it.</param>
    public CatalogueReader(Stream stream, char delimiter, CatalogueOptions options, long streamOffset, int firstRow)
    {
        _options = options;
        _streamOffset = streamOffset;
        _nextRow = firstRow;
        _csv = CsvReader.Create(
            stream,
            new CsvReaderOptions
            {
                Separator = delimiter,
                HasHeader = false,
                MaxRecordSize = options.MaxRowBytes,
                OnMalformedRecord = record => _unclosedQuote |= record.Reason == CsvMalformedReason.UnterminatedQuote,
            },
            leaveOpen: true);
    }

    /// <summary>The number of the record that was read last: 0 for the header.</summary>
    public int Row => _nextRow - 1;

    /// <summary>The cells of the record that was read last.</summary>
    public string[] Cells { get; private set; } = [];

    /// <summary>The offset in bytes of the record that was read last from the start of the file.</summary>
    public long Offset => _streamOffset + _csv.ByteOffset;

    /// <summary>The cells of the first record in a piece of text, for trying a delimiter.</summary>
    public static string[] ParseHeader(ReadOnlyMemory<byte> text, char delimiter)
    {
        using var csv = CsvReader.Create(text, new CsvReaderOptions { Separator = delimiter, HasHeader = false });
        return csv.Read() ? csv.Current.ToArray() : [];
    }

    /// <summary>Reads the next record that has any content.</summary>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="CatalogueException">The record is not valid.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        do
        {
            if (!await ParseAsync(cancellationToken))
            {
                return false;
            }

            Check();
            Cells = _csv.Current.ToArray();
        }
        while (Array.TrueForAll(Cells, string.IsNullOrWhiteSpace));

        _nextRow++;
        return true;
    }

    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    private async ValueTask<bool> ParseAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _csv.ReadAsync(cancellationToken);
        }
        catch (CsvFormatException exception)
        {
            // Malformed quoting is recovered from; what is left to throw is a record over the limit.
            throw new CatalogueException(
                new CatalogueRefusal(
                    CatalogueRefusalCodes.RowTooLong,
                    $"{NameOfRow(_nextRow)} is longer than {_options.MaxRowBytes:N0} bytes. Perhaps a quote (\") is opened there and not closed.",
                    _nextRow),
                exception);
        }
    }

    private void Check()
    {
        if (_unclosedQuote)
        {
            throw Refused(CatalogueRefusalCodes.UnclosedQuote, "opens a quote (\") that is never closed.");
        }

        var raw = _csv.RawRecord;
        if (raw.Length > _options.MaxRowBytes)
        {
            throw Refused(CatalogueRefusalCodes.RowTooLong, $"is longer than {_options.MaxRowBytes:N0} bytes.");
        }

        if (raw.Contains((byte)0))
        {
            throw Refused(CatalogueRefusalCodes.NotText, "contains a NUL character: the file is no text. Save it as CSV in UTF-8.");
        }

        if (!Utf8.IsValid(raw))
        {
            throw Refused(CatalogueRefusalCodes.InvalidEncoding, "has bytes that are not valid UTF-8. Save the file as CSV in UTF-8.");
        }
    }

    private CatalogueException Refused(string code, string predicate) =>
        new(new CatalogueRefusal(code, $"{NameOfRow(_nextRow)} {predicate}", _nextRow));

    private static string NameOfRow(int row) => row == 0 ? "The header" : $"Row {row:N0}";
}
