namespace ImageOrleans.Benchmarks.Codecs;

/// <summary>What the benchmark was told on the command line.</summary>
/// <param name="Set">A folder of JPEGs; null for the benchmark's own photographs.</param>
/// <param name="Out">Where what each engine wrote is kept; null to keep nothing.</param>
/// <param name="Json">The file to write the report to; null for none.</param>
/// <param name="Rounds">How many turns each engine has, at least 1.</param>
/// <param name="Engines">The names of the engines.</param>
/// <param name="Tables">The tables to print.</param>
internal sealed record CodecsArguments(
    string? Set, string? Out, string? Json, int Rounds, IReadOnlyList<string> Engines, IReadOnlyList<string> Tables)
{
    /// <summary>All engines over one set.</summary>
    public const string EnginesTable = "engines";

    /// <summary>The transcoder and libjpeg-turbo over sources of several qualities.</summary>
    public const string QualitiesTable = "qualities";

    /// <summary>The transcoder and libjpeg-turbo over sources of several sizes.</summary>
    public const string SizesTable = "sizes";

    /// <summary>The names of all tables.</summary>
    public static readonly IReadOnlyList<string> AllTables = [EnginesTable, QualitiesTable, SizesTable];
}
