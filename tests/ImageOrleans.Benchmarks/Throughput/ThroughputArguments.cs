namespace ImageOrleans.Benchmarks.Throughput;

/// <summary>What the command line says.</summary>
internal sealed record ThroughputArguments
{
    /// <summary>The photographs of a request.</summary>
    public required int Images { get; init; }

    /// <summary>The tiny images of a request that shows the overhead; 0 for no such request.</summary>
    public required int TinyImages { get; init; }

    /// <summary>How long the origin waits before each answer, in milliseconds; one measurement each.</summary>
    public required IReadOnlyList<int> Latencies { get; init; }

    public required int Rounds { get; init; }

    /// <summary>
    /// The hosts that the images are spread over. The product opens no more than 16 connections to one host, which bounds the
    /// rate at a latency: one host that takes 80 ms gives 200 images/s, whatever the product does.
    /// </summary>
    public required int Hosts { get; init; }

    /// <summary>How to connect to PostgreSQL; null for SQLite.</summary>
    public required string? Database { get; init; }

    /// <summary>Where the result is written as JSON; null for nowhere.</summary>
    public required FileInfo? Json { get; init; }
}
