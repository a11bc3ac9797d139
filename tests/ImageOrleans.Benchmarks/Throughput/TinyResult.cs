namespace ImageOrleans.Benchmarks.Throughput;

/// <summary>The request of tiny images.</summary>
internal sealed record TinyResult(int Images, double SystemImagesPerSecond, ProcessorShares Processor);
