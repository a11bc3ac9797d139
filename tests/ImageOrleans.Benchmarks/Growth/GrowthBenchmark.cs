using System.Diagnostics;
using System.Globalization;
using ImageOrleans.Benchmarks.Codecs;
using ImageOrleans.Benchmarks.Throughput;
using ImageOrleans.TestSupport;

namespace ImageOrleans.Benchmarks.Growth;

/// <summary>One large request, watched from its upload to its end.</summary>
internal sealed class GrowthBenchmark(GrowthArguments arguments)
{
    private const int Hosts = 8;
    private const int DrawnPictures = 48;
    private static readonly GrowthSample Start = new(0, 0, 0, 0);
    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(100);

    public async Task<(GrowthResult Result, IReadOnlyList<GrowthSample> Samples)> RunAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var pictures = new Dictionary<PictureKind, NumberedPictures>
        {
            [PictureKind.Photograph] = NumberedPictures.Draw(1, 16),
            [PictureKind.Tiny] = NumberedPictures.Draw(DrawnPictures, 16),
        };
        await using var origin = await OriginProcess.StartAsync(pictures, Hosts, cancellationToken);
        var urls = origin.NewUrls(PictureKind.Tiny, latencyMilliseconds: 0, arguments.DistinctImages);
        var catalogue = Path.Combine(folder.Path, "catalogue.csv");
        await GrowthCatalogue.WriteAsync(catalogue, arguments.Rows, urls);
        await using var system = await MeasuredSystem.StartAsync(origin, arguments.Database, cancellationToken);

        Note(string.Create(CultureInfo.InvariantCulture, $"uploading {arguments.Rows:N0} rows, {new FileInfo(catalogue).Length / 1e6:N1} MB"));
        var before = system.Use;
        var start = Stopwatch.GetTimestamp();
        var id = await system.UploadAsync(catalogue, cancellationToken);
        var uploadSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Note(string.Create(CultureInfo.InvariantCulture, $"accepted after {uploadSeconds:N1} s"));
        var samples = await WatchAsync(system, id, cancellationToken);
        var used = system.Use.Since(before).Total;

        await CheckOutputAsync(system, id, catalogue, urls, cancellationToken);
        var images = (double)arguments.Rows * GrowthCatalogue.ImagesPerRow;
        var end = samples[^1].Seconds;
        return (
            new GrowthResult
            {
                Rows = arguments.Rows,
                PeakResidentMegabytes = system.PeakResidentMegabytes,
                FirstTenthRate = arguments.Rows / 10.0 / TimeOf(samples, arguments.Rows / 10.0),
                LastTenthRate = arguments.Rows / 10.0 / (end - TimeOf(samples, arguments.Rows * 0.9)),
                StatusMedianMilliseconds = Percentile(samples.Select(sample => sample.StatusMilliseconds), 0.5),
                StatusP99Milliseconds = Percentile(samples.Select(sample => sample.StatusMilliseconds), 0.99),
                UploadSeconds = uploadSeconds,
                ProcessingSeconds = end,
                ProcessorMicrosecondsPerImage = used / images * 1e6,
                StatusCalls = samples.Count,
                DistinctImages = urls.Length,
                Processors = Environment.ProcessorCount,
                Database = arguments.Database is null ? "SQLite" : "PostgreSQL",
            },
            samples);
    }

    private static void Note(string text) => Console.Error.WriteLine(text);

    private static async Task<List<GrowthSample>> WatchAsync(MeasuredSystem system, Guid id, CancellationToken cancellationToken)
    {
        var samples = new List<GrowthSample>();
        var start = Stopwatch.GetTimestamp();
        var noted = 0.0;
        while (true)
        {
            var asked = Stopwatch.GetTimestamp();
            var request = await system.StatusAsync(id, cancellationToken);
            var milliseconds = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var rows = request.GetProperty("rows").GetProperty("done").GetInt32();
            samples.Add(new GrowthSample(seconds, rows, system.ResidentMegabytes, milliseconds));
            switch (request.GetProperty("status").GetString())
            {
                case "Succeeded":
                    return samples;
                case "Pending" or "Processing":
                    break;
                default:
                    throw new BenchmarkException($"The request ended as {request}");
            }

            if (seconds - noted >= 10)
            {
                noted = seconds;
                Note(string.Create(CultureInfo.InvariantCulture, $"{seconds:N0} s: {rows:N0} rows, {samples[^1].ResidentMegabytes:N0} MB, status {milliseconds:N0} ms"));
            }

            await Task.Delay(WatchInterval, cancellationToken);
        }
    }

    private async Task CheckOutputAsync(MeasuredSystem system, Guid id, string catalogue, string[] urls, CancellationToken cancellationToken)
    {
        await using var input = File.OpenRead(catalogue);
        await using var output = await system.Http.GetStreamAsync($"api/requests/{id}/output.csv", cancellationToken);
        var images = await OutputCheck.ReadAsync(input, output, arguments.Rows);
        var expected = Math.Min(urls.Length, arguments.Rows * GrowthCatalogue.ImagesPerRow);
        if (images.Count != expected)
        {
            throw new BenchmarkException($"The result has {images.Count} different images, not {expected}.");
        }

        foreach (var stored in images.Values)
        {
            using var response = await system.Http.GetAsync(stored, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            response.EnsureSuccessStatusCode();
        }
    }

    // When so many rows were done, between the looks before and after it.
    private static double TimeOf(List<GrowthSample> samples, double rows)
    {
        var after = samples.TakeWhile(sample => sample.RowsDone < rows).Count();
        var (one, other) = (after == 0 ? Start : samples[after - 1], samples[after]);
        return one.Seconds + ((other.Seconds - one.Seconds) * (rows - one.RowsDone) / (other.RowsDone - one.RowsDone));
    }

    private static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
    }
}
