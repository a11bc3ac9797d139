namespace ImageOrleans.Benchmarks.Growth;

/// <summary>What the command line says.</summary>
internal sealed record GrowthArguments
{
    /// <summary>The rows of the catalogue.</summary>
    public required int Rows { get; init; }

    /// <summary>The different images that its rows have, over and over.</summary>
    public required int DistinctImages { get; init; }

    /// <summary>How to connect to PostgreSQL; null for SQLite.</summary>
    public required string? Database { get; init; }

    /// <summary>Where the result is written as JSON; null for nowhere.</summary>
    public required FileInfo? Json { get; init; }

    /// <summary>Where the graph is written.</summary>
    public required FileInfo Svg { get; init; }
}
