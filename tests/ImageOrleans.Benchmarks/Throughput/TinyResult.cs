namespace ImageOrleans.Benchmarks.Throughput;

/// <summary>The requests of tiny images: the round whose overhead is the median.</summary>
/// <param name="Images">The images of a request.</param>
/// <param name="SystemImagesPerSecond">From upload to final status.</param>
/// <param name="Processor">Where the processor time goes.</param>
/// <param name="OverheadOfRounds">The overhead of each round, in microseconds per image.</param>
internal sealed record TinyResult(
    int Images, double SystemImagesPerSecond, ProcessorShares Processor, IReadOnlyList<double> OverheadOfRounds);
