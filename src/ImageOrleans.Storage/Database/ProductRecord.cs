using ImageOrleans.Contracts;

namespace ImageOrleans.Storage.Database;

/// <summary>A row and what became of it, as it stands in the tables.</summary>
public sealed record ProductRecord
{
    /// <summary>The row's index, from 0.</summary>
    public required int RowIndex { get; init; }

    /// <summary>The serial number as it stands in the catalogue.</summary>
    public required string SerialNumber { get; init; }

    /// <summary>The product's name.</summary>
    public required string Name { get; init; }

    /// <summary>What became of it.</summary>
    public required ProductStatus Status { get; init; }

    /// <summary>Why the row was not processed; null when it was.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Its images in their order.</summary>
    public required IReadOnlyList<ImageRecord> Images { get; init; }
}
