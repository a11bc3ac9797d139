namespace ImageOrleans.Csv;

/// <summary>How a catalogue file is written, so that it can be read again from the middle and answered in kind.</summary>
public sealed record CatalogueDialect
{
    /// <summary>The character between cells: comma, semicolon or tab.</summary>
    public required char Delimiter { get; init; }

    /// <summary>The line ending of the header: LF, CRLF or CR.</summary>
    public required string NewLine { get; init; }

    /// <summary>Whether the uploaded file began with a byte order mark, as some spreadsheets want it.</summary>
    public required bool HasByteOrderMark { get; init; }
}
