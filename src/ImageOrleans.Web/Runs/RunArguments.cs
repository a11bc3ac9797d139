namespace ImageOrleans.Web.Runs;

/// <summary>What a run from the command line is to do.</summary>
/// <param name="Catalogue">The catalogue; null for the sample.</param>
/// <param name="Check">Whether to verify the result and exit.</param>
/// <param name="HostArguments">Configuration for the web server.</param>
internal sealed record RunArguments(FileInfo? Catalogue, bool Check, string[] HostArguments);
