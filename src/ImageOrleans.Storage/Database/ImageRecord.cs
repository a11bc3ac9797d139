using ImageOrleans.Contracts;

namespace ImageOrleans.Storage.Database;

/// <summary>An image and what became of it, as it stands in the tables.</summary>
public sealed record ImageRecord
{
    /// <summary>The position in its row, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>Where it came from.</summary>
    public required string InputUrl { get; init; }

    /// <summary>Where its result is; null when it failed.</summary>
    public string? OutputUrl { get; init; }

    /// <summary>What became of it.</summary>
    public required ImageOutcome Outcome { get; init; }
}
