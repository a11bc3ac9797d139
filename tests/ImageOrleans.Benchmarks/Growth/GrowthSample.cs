namespace ImageOrleans.Benchmarks.Growth;

/// <summary>A look at a request under way.</summary>
/// <param name="Seconds">Since the upload was accepted.</param>
/// <param name="RowsDone">The rows that were done.</param>
/// <param name="ResidentMegabytes">The server's resident set.</param>
/// <param name="StatusMilliseconds">How long the server took to answer.</param>
internal sealed record GrowthSample(double Seconds, int RowsDone, double ResidentMegabytes, double StatusMilliseconds);
