namespace ImageOrleans.Benchmarks.Throughput;

/// <summary>One request, from upload to final status.</summary>
/// <param name="Images">Its images.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Server">What the server's process used meanwhile.</param>
/// <param name="Origin">What the origin's process used meanwhile.</param>
internal sealed record SystemMeasurement(int Images, TimeSpan Elapsed, ProcessorUse Server, ProcessorUse Origin)
{
    public double ImagesPerSecond => Images / Elapsed.TotalSeconds;
}
