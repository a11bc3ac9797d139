namespace ImageOrleans.Benchmarks.Throughput;

/// <summary>Where the processor time of an image goes, in microseconds.</summary>
internal sealed record ProcessorShares
{
    private const double Micro = 1e6;

    /// <summary>All of the server's process.</summary>
    public required double Total { get; init; }

    /// <summary>The part of <see cref="Total"/> that the kernel spent: sockets, files.</summary>
    public required double Kernel { get; init; }

    /// <summary>What the codec alone takes.</summary>
    public required double CodecAlone { get; init; }

    /// <summary>What the fetcher alone takes.</summary>
    public required double FetchAlone { get; init; }

    /// <summary>The part of <see cref="CodecAlone"/> and <see cref="FetchAlone"/> that the kernel spent.</summary>
    public required double AloneKernel { get; init; }

    /// <summary>
    /// All but fetch and codec: upload, grains, database, hashing, files, status calls, collecting garbage, compiling.
    /// </summary>
    public double Overhead => Total - CodecAlone - FetchAlone;

    /// <summary>The part of <see cref="Overhead"/> that the kernel spent.</summary>
    public double OverheadKernel => Kernel - AloneKernel;

    /// <summary>What the origin's process takes of the same processors; it is not in <see cref="Total"/>.</summary>
    public required double Origin { get; init; }

    /// <summary>The server's threads by name.</summary>
    public required IReadOnlyDictionary<string, double> Threads { get; init; }

    public static ProcessorShares Of(SystemMeasurement system, Alone codec, Alone fetch) => new()
    {
        Total = system.Server.Total / system.Images * Micro,
        Kernel = system.Server.Kernel / system.Images * Micro,
        CodecAlone = codec.ProcessorMicrosecondsPerImage,
        FetchAlone = fetch.ProcessorMicrosecondsPerImage,
        AloneKernel = codec.KernelMicrosecondsPerImage + fetch.KernelMicrosecondsPerImage,
        Origin = system.Origin.Total / system.Images * Micro,
        Threads = system.Server.Threads.ToDictionary(
            thread => thread.Key, thread => thread.Value / system.Images * Micro, StringComparer.Ordinal),
    };
}
