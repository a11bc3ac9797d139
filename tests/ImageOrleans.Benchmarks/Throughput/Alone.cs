namespace ImageOrleans.Benchmarks.Throughput;

/// <summary>What one part of the product does when nothing else is going on.</summary>
/// <param name="ImagesPerSecond">How fast it is.</param>
/// <param name="ProcessorMicrosecondsPerImage">What an image costs, on all threads together.</param>
internal sealed record Alone(double ImagesPerSecond, double ProcessorMicrosecondsPerImage);
