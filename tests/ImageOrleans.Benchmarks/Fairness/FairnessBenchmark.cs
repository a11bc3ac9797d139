using System.Diagnostics;
using System.Globalization;
using ImageOrleans.Benchmarks.Codecs;
using ImageOrleans.Benchmarks.Growth;
using ImageOrleans.Benchmarks.Throughput;
using ImageOrleans.TestSupport;

namespace ImageOrleans.Benchmarks.Fairness;

/// <summary>Small requests beside a large one, and many requests at once. The images are new to the server each time.</summary>
internal sealed class FairnessBenchmark(FairnessArguments arguments)
{
    private const int Hosts = 8;
    private const int SmallRows = 10;
    private const int RowsOfMany = 50;
    private const int WarmUpRows = 3000;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongPollInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PauseBetween = TimeSpan.FromSeconds(2);

    public async Task<FairnessResult> RunAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var pictures = new Dictionary<PictureKind, NumberedPictures>
        {
            [PictureKind.Photograph] = NumberedPictures.Draw(1, 16),
            [PictureKind.Tiny] = NumberedPictures.Draw(48, 16),
        };
        await using var origin = await OriginProcess.StartAsync(pictures, Hosts, cancellationToken);
        await using var system = await MeasuredSystem.StartAsync(origin, arguments.Database, cancellationToken);

        Note("warming up");
        await ProcessAsync(WarmUpRows, LongPollInterval);
        var idle = await MeasureSmallAsync();
        Note($"a request of {SmallRows} rows on the idle system: {Text(idle)}");

        var large = await system.UploadAsync(await WriteAsync(arguments.Rows, distinctImages: 5000), cancellationToken);
        await Task.Delay(PauseBetween, cancellationToken);
        var beside = await MeasureSmallAsync();
        var state = await system.StatusAsync(large, cancellationToken);
        Note($"beside one of {arguments.Rows:N0} rows: {Text(beside)}");
        if (state.GetProperty("status").GetString() != "Processing")
        {
            throw new BenchmarkException("The large request came to its end before the small ones: give it more rows.");
        }

        await RemoveAsync(large);
        var single = await ProcessAsync(arguments.Requests * RowsOfMany, LongPollInterval);
        Note($"one request of {arguments.Requests * RowsOfMany:N0} rows: {Text([single])}");
        var many = await ProcessManyAsync();
        Note($"{arguments.Requests} requests of {RowsOfMany} rows: {Text([many])}");
        return new FairnessResult
        {
            IdleSeconds = Median(idle),
            BesideLargeSeconds = beside.Max(),
            BesideLargeMedianSeconds = Median(beside),
            LargeRows = arguments.Rows,
            LargeRowsDone = state.GetProperty("rows").GetProperty("done").GetInt32(),
            Requests = arguments.Requests,
            RequestsSeconds = many,
            SingleRequestSeconds = single,
            PeakResidentMegabytes = system.PeakResidentMegabytes,
            Database = arguments.Database is null ? "SQLite" : "PostgreSQL",
            Processors = Environment.ProcessorCount,
        };

        async Task<string> WriteAsync(int rows, int distinctImages)
        {
            var path = Path.Combine(folder.Path, $"{Guid.NewGuid():N}.csv");
            await GrowthCatalogue.WriteAsync(path, rows, origin.NewUrls(PictureKind.Tiny, latencyMilliseconds: 0, distinctImages));
            return path;
        }

        async Task<List<double>> MeasureSmallAsync()
        {
            var seconds = new List<double>();
            for (var i = 0; i < arguments.Rounds; i++)
            {
                await Task.Delay(PauseBetween, cancellationToken);
                seconds.Add(await ProcessAsync(SmallRows, PollInterval));
            }

            return seconds;
        }

        async Task<double> ProcessAsync(int rows, TimeSpan pollInterval)
        {
            var path = await WriteAsync(rows, rows * GrowthCatalogue.ImagesPerRow);
            var start = Stopwatch.GetTimestamp();
            await WaitForEndAsync(await system.UploadAsync(path, cancellationToken), pollInterval);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        async Task<double> ProcessManyAsync()
        {
            var paths = new List<string>();
            for (var i = 0; i < arguments.Requests; i++)
            {
                paths.Add(await WriteAsync(RowsOfMany, RowsOfMany * GrowthCatalogue.ImagesPerRow));
            }

            var start = Stopwatch.GetTimestamp();
            await Task.WhenAll(paths.Select(async path => await WaitForEndAsync(await system.UploadAsync(path, cancellationToken), LongPollInterval)));
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        async Task WaitForEndAsync(Guid id, TimeSpan pollInterval)
        {
            while (true)
            {
                var request = await system.StatusAsync(id, cancellationToken);
                switch (request.GetProperty("status").GetString())
                {
                    case "Succeeded":
                        return;
                    case "Pending" or "Processing":
                        await Task.Delay(pollInterval, cancellationToken);
                        break;
                    default:
                        throw new BenchmarkException($"The request ended as {request}");
                }
            }
        }

        async Task RemoveAsync(Guid id)
        {
            using var response = await system.Http.DeleteAsync($"api/requests/{id}", cancellationToken);
            response.EnsureSuccessStatusCode();
        }
    }

    private static void Note(string text) => Console.Error.WriteLine(text);

    private static string Text(IEnumerable<double> seconds) =>
        string.Join(" ", seconds.Select(value => value.ToString("N2", CultureInfo.InvariantCulture))) + " s";

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
