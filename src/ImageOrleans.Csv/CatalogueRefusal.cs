namespace ImageOrleans.Csv;

/// <summary>Why a file is not taken as a catalogue, and where in it.</summary>
/// <param name="Code">One of <see cref="CatalogueRefusalCodes"/>, for programs.</param>
/// <param name="Message">A sentence for people that says what is wrong and where.</param>
/// <param name="Row">The row it was found in, 1 for the first below the header, 0 for the header; null when it is about the whole file.</param>
/// <param name="Column">The header of the column it was found in; null when it is about no column.</param>
public sealed record CatalogueRefusal(string Code, string Message, int? Row = null, string? Column = null);
