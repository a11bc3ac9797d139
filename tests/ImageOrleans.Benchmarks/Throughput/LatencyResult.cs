namespace ImageOrleans.Benchmarks.Throughput;

/// <summary>The medians of the rounds at one latency.</summary>
internal sealed record LatencyResult(
    int LatencyMilliseconds, double CodecImagesPerSecond, double SystemImagesPerSecond, double Ratio, ProcessorShares Processor);
