namespace ImageOrleans.Csv;

/// <summary>Why a row cannot be processed. The other rows are not affected.</summary>
/// <param name="Column">The header of the column at fault.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record RowError(string Column, string Message);
