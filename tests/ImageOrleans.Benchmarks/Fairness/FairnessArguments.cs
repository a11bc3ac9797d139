namespace ImageOrleans.Benchmarks.Fairness;

/// <summary>What the command line says.</summary>
internal sealed record FairnessArguments
{
    /// <summary>The rows of the large request.</summary>
    public required int Rows { get; init; }

    /// <summary>How many requests are submitted at once.</summary>
    public required int Requests { get; init; }

    /// <summary>How often the small request is measured, on the idle system and beside the large one.</summary>
    public required int Rounds { get; init; }

    /// <summary>How to connect to PostgreSQL; null for SQLite.</summary>
    public required string? Database { get; init; }

    /// <summary>Where the result is written as JSON; null for nowhere.</summary>
    public required FileInfo? Json { get; init; }
}
