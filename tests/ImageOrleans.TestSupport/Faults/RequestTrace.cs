namespace ImageOrleans.TestSupport.Faults;

/// <summary>What a finished request left behind, everywhere.</summary>
/// <param name="Output">The output CSV.</param>
/// <param name="Tables">The rows of the tables.</param>
/// <param name="Files">The files below the data directory, except those of a SQLite database.</param>
/// <param name="Fetches">How often each image was asked for.</param>
public sealed record RequestTrace(
    byte[] Output, TableContent Tables, IReadOnlySet<string> Files, IReadOnlyDictionary<string, int> Fetches);
