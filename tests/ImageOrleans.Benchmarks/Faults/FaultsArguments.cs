using ImageOrleans.Storage.Database;

namespace ImageOrleans.Benchmarks.Faults;

/// <summary>What the command line says.</summary>
internal sealed record FaultsArguments
{
    /// <summary>How often the process is killed.</summary>
    public required int Kills { get; init; }

    /// <summary>The rows of the catalogue.</summary>
    public required int Rows { get; init; }

    /// <summary>The kind of database.</summary>
    public required DatabaseProvider Database { get; init; }

    /// <summary>Chooses the moments of the kills.</summary>
    public required int Seed { get; init; }

    /// <summary>Where the result is written; null for nowhere.</summary>
    public FileInfo? Json { get; init; }
}
