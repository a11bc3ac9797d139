using System.Collections.Immutable;

namespace ImageOrleans.Csv;

/// <summary>One product of a catalogue.</summary>
public sealed record CatalogueRow
{
    /// <summary>The number of the row, from 0 for the first below the header.</summary>
    public required int Index { get; init; }

    /// <summary>The cells as they stand in the file, at least as many as the header has.</summary>
    public required IReadOnlyList<string> Cells { get; init; }

    /// <summary>The serial number, without surrounding white space.</summary>
    public required string SerialNumber { get; init; }

    /// <summary>The product's name, without surrounding white space.</summary>
    public required string ProductName { get; init; }

    /// <summary>The image URLs in their order.</summary>
    public required ImmutableArray<string> Urls { get; init; }

    /// <summary>Why the row cannot be processed; null when it can.</summary>
    public RowError? Error { get; init; }
}
