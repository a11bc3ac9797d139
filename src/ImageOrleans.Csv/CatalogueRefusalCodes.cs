namespace ImageOrleans.Csv;

/// <summary>The codes of <see cref="CatalogueRefusal"/>. They are part of the public API: a code is never renamed or reused.</summary>
public static class CatalogueRefusalCodes
{
    /// <summary>The file has no bytes, or nothing but white space.</summary>
    public const string EmptyFile = "empty_file";

    /// <summary>The file is no text: a workbook, an archive, an image.</summary>
    public const string NotText = "not_text";

    /// <summary>The text is not valid in its encoding.</summary>
    public const string InvalidEncoding = "invalid_encoding";

    /// <summary>The header lacks a column that is needed.</summary>
    public const string MissingColumn = "missing_column";

    /// <summary>The header has a column twice that may be there once.</summary>
    public const string DuplicateColumn = "duplicate_column";

    /// <summary>The header has the column that the result will add.</summary>
    public const string OutputColumnPresent = "output_column_present";

    /// <summary>There is a header and nothing below it.</summary>
    public const string NoRows = "no_rows";

    /// <summary>There are more rows than the limit.</summary>
    public const string TooManyRows = "too_many_rows";

    /// <summary>A row is longer than the limit.</summary>
    public const string RowTooLong = "row_too_long";

    /// <summary>A quote is opened and never closed.</summary>
    public const string UnclosedQuote = "unclosed_quote";
}
