namespace ImageOrleans.Benchmarks.Throughput;

/// <summary>What was measured. The rates are medians of the rounds at the latency where the ratio is lowest.</summary>
internal sealed record ThroughputResult
{
    public required double CodecImagesPerSecond { get; init; }

    public required double SystemImagesPerSecond { get; init; }

    /// <summary>The system's rate divided by the codec's.</summary>
    public required double Ratio { get; init; }

    public required int LatencyMilliseconds { get; init; }

    /// <summary>The processor time of all but fetch and codec, of a tiny image, the median of the rounds; null when that was not measured.</summary>
    public required double? OverheadCpuMicrosecondsPerImage { get; init; }

    public required int Processors { get; init; }

    public required string Database { get; init; }

    public required int Images { get; init; }

    public required double BytesPerImage { get; init; }

    public required int ImagesPerRow { get; init; }

    public required int Hosts { get; init; }

    public required double PeakResidentMegabytes { get; init; }

    /// <summary>The same for each latency.</summary>
    public required IReadOnlyList<LatencyResult> Latencies { get; init; }

    /// <summary>The requests of tiny images; null when there was none.</summary>
    public required TinyResult? TinyImages { get; init; }

    public required IReadOnlyList<RoundResult> Rounds { get; init; }
}
