namespace ImageOrleans.Csv;

/// <summary>Names what people upload in place of a CSV file, by its first bytes.</summary>
internal static class FileSignature
{
    /// <summary>Says what a file is that is no text.</summary>
    /// <param name="start">The first bytes of the file.</param>
    /// <returns>A noun phrase and advice; null when the bytes could be text.</returns>
    public static string? Describe(ReadOnlySpan<byte> start) => start switch
    {
        [0x50, 0x4B, 0x03, 0x04, ..] => "a ZIP archive or an Excel workbook (.xlsx); save the sheet as CSV",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "an Excel workbook (.xls); save the sheet as CSV",
        [0x1F, 0x8B, ..] => "a gzip archive; upload the CSV file inside it",
        [0x25, 0x50, 0x44, 0x46, ..] => "a PDF document",
        [0xFF, 0xD8, 0xFF, ..] or [0x89, 0x50, 0x4E, 0x47, ..] or [0x47, 0x49, 0x46, 0x38, ..] => "an image",
        _ when LooksLikeUtf16(start) => null,
        _ when start.Contains((byte)0) => "a binary file, or text in UTF-16 or UTF-32 without a byte order mark; save it as CSV in UTF-8",
        _ => null,
    };

    private static bool LooksLikeUtf16(ReadOnlySpan<byte> start) => start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
}
