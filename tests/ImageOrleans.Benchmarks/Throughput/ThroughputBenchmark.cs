using ImageOrleans.Fetching;
using ImageOrleans.Hosting;
using ImageOrleans.Imaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ImageOrleans.Benchmarks.Throughput;

/// <summary>Measures the system and its peer in turn.</summary>
internal sealed class ThroughputBenchmark(ThroughputArguments arguments)
{
    private const int PhotographCount = 48;
    private const int WarmUpImages = 300;
    private const int TinyWarmUpImages = 3000;
    private static readonly TimeSpan CodecWarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CodecDuration = TimeSpan.FromSeconds(4);

    // A late look costs a fraction of a percent of a request; so do the looks themselves.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan TinyPollInterval = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<PictureKind, NumberedPictures> _pictures = [];
    private readonly List<RoundResult> _rounds = [];

    public async Task<ThroughputResult> RunAsync(CancellationToken cancellationToken)
    {
        Note($"drawing {PhotographCount} photographs");
        _pictures[PictureKind.Photograph] = NumberedPictures.Draw(PhotographCount, 1000);
        _pictures[PictureKind.Tiny] = NumberedPictures.Draw(PhotographCount, 16);

        await using var services = CreateServices();
        var codec = new CodecAlone(services.GetRequiredService<IImageCompressor>());
        var fetch = new FetchAlone(services.GetRequiredService<IImageFetcher>());
        await using var origin = await OriginProcess.StartAsync(_pictures, arguments.Hosts, cancellationToken);
        await using var system = await MeasuredSystem.StartAsync(origin, arguments.Database, cancellationToken);

        var latencies = new List<LatencyResult>();
        foreach (var latency in arguments.Latencies)
        {
            latencies.Add(await MeasureAsync(latency, codec, fetch, origin, system, cancellationToken));
        }

        var tiny = arguments.TinyImages == 0 ? null : await MeasureTinyAsync(codec, fetch, origin, system, cancellationToken);
        var worst = latencies.MinBy(latency => latency.Ratio)!;
        return new ThroughputResult
        {
            CodecImagesPerSecond = worst.CodecImagesPerSecond,
            SystemImagesPerSecond = worst.SystemImagesPerSecond,
            Ratio = worst.Ratio,
            LatencyMilliseconds = worst.LatencyMilliseconds,
            OverheadCpuMicrosecondsPerImage = tiny?.Processor.Overhead,
            Processors = Environment.ProcessorCount,
            Database = arguments.Database is null ? "SQLite" : "PostgreSQL",
            Images = arguments.Images,
            BytesPerImage = _pictures[PictureKind.Photograph].AverageLength,
            ImagesPerRow = MeasuredSystem.ImagesPerRow,
            Hosts = arguments.Hosts,
            PeakResidentMegabytes = system.PeakResidentMegabytes,
            Latencies = latencies,
            TinyImages = tiny,
            Rounds = _rounds,
        };
    }

    // The compressor and the fetcher are those that a silo would make.
    private static ServiceProvider CreateServices()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new KeyValuePair<string, string?>("Fetching:AllowedNetworks:0", "127.0.0.0/8")])
            .Build();
        var services = new ServiceCollection();
        services.AddCatalogueStorage(configuration);
        services.AddGrainServices(configuration);
        return services.BuildServiceProvider();
    }

    private static void Note(string text) => Console.Error.WriteLine(text);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private async Task<LatencyResult> MeasureAsync(
        int latency,
        CodecAlone codec,
        FetchAlone fetch,
        OriginProcess origin,
        MeasuredSystem system,
        CancellationToken cancellationToken)
    {
        var files = _pictures[PictureKind.Photograph].ToFiles();
        Note($"latency {latency} ms: warming up");
        codec.Measure(files, CodecWarmUp);
        await system.ProcessAsync(NewUrls(WarmUpImages), PollInterval, cancellationToken);
        await fetch.MeasureAsync(NewUrls(WarmUpImages), cancellationToken);
        var fetchAlone = await fetch.MeasureAsync(NewUrls(Math.Min(arguments.Images, 1000)), cancellationToken);

        var rounds = new List<RoundResult>();
        var measurements = new List<SystemMeasurement>();
        var alone = new List<Alone>();
        for (var i = 0; i < arguments.Rounds; i++)
        {
            var before = codec.Measure(files, CodecDuration);
            var measurement = await system.ProcessAsync(NewUrls(arguments.Images), PollInterval, cancellationToken);
            var after = codec.Measure(files, CodecDuration);
            measurements.Add(measurement);
            alone.AddRange([before, after]);
            rounds.Add(new RoundResult(latency, before.ImagesPerSecond, measurement.ImagesPerSecond, after.ImagesPerSecond));
            Note($"latency {latency} ms: round {i + 1}: system {measurement.ImagesPerSecond:N1} images/s, "
                + $"codec {rounds[^1].CodecImagesPerSecond:N1} images/s, ratio {rounds[^1].Ratio:N3}");
        }

        _rounds.AddRange(rounds);
        var codecAlone = new Alone(
            Median(alone.Select(one => one.ImagesPerSecond)),
            Median(alone.Select(one => one.ProcessorMicrosecondsPerImage)),
            Median(alone.Select(one => one.KernelMicrosecondsPerImage)));
        var typical = measurements.OrderBy(measurement => measurement.Server.Total).ElementAt(measurements.Count / 2);
        return new LatencyResult(
            latency,
            codecAlone.ImagesPerSecond,
            Median(rounds.Select(round => round.SystemImagesPerSecond)),
            Median(rounds.Select(round => round.Ratio)),
            ProcessorShares.Of(typical, codecAlone, fetchAlone));

        string[] NewUrls(int count) => origin.NewUrls(PictureKind.Photograph, latency, count);
    }

    private async Task<TinyResult> MeasureTinyAsync(
        CodecAlone codec, FetchAlone fetch, OriginProcess origin, MeasuredSystem system, CancellationToken cancellationToken)
    {
        Note("tiny images");
        var files = _pictures[PictureKind.Tiny].ToFiles();
        codec.Measure(files, CodecWarmUp);
        await system.ProcessAsync(NewUrls(TinyWarmUpImages), TinyPollInterval, cancellationToken);
        await fetch.MeasureAsync(NewUrls(TinyWarmUpImages), cancellationToken);

        var rounds = new List<(SystemMeasurement System, ProcessorShares Processor)>();
        for (var i = 0; i < arguments.Rounds; i++)
        {
            var codecAlone = codec.Measure(files, CodecDuration);
            var fetchAlone = await fetch.MeasureAsync(NewUrls(arguments.TinyImages), cancellationToken);
            var measurement = await system.ProcessAsync(NewUrls(arguments.TinyImages), TinyPollInterval, cancellationToken);
            var shares = ProcessorShares.Of(measurement, codecAlone, fetchAlone);
            rounds.Add((measurement, shares));
            Note($"tiny images: round {i + 1}: {measurement.ImagesPerSecond:N0} images/s, {shares.Overhead:N0} µs per image beside "
                + $"fetch ({shares.FetchAlone:N0} µs) and codec ({shares.CodecAlone:N0} µs), {shares.OverheadKernel:N0} of them in the kernel");
        }

        var typical = rounds.OrderBy(round => round.Processor.Overhead).ElementAt(rounds.Count / 2);
        return new TinyResult(
            arguments.TinyImages,
            typical.System.ImagesPerSecond,
            typical.Processor,
            [.. rounds.Select(round => round.Processor.Overhead)]);

        string[] NewUrls(int count) => origin.NewUrls(PictureKind.Tiny, latencyMilliseconds: 0, count);
    }
}
