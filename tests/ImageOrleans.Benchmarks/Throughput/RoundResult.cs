namespace ImageOrleans.Benchmarks.Throughput;

/// <summary>One measurement of the system, between two of the codec alone.</summary>
internal sealed record RoundResult(
    int LatencyMilliseconds, double CodecBeforeImagesPerSecond, double SystemImagesPerSecond, double CodecAfterImagesPerSecond)
{
    public double CodecImagesPerSecond => (CodecBeforeImagesPerSecond + CodecAfterImagesPerSecond) / 2;

    public double Ratio => SystemImagesPerSecond / CodecImagesPerSecond;
}
