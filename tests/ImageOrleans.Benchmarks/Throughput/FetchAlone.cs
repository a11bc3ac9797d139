using System.Diagnostics;
using ImageOrleans.Fetching;

namespace ImageOrleans.Benchmarks.Throughput;

/// <summary>The product's fetcher with as many downloads at once as a silo has, and nothing done with what comes.</summary>
/// <param name="fetcher">The fetcher.</param>
internal sealed class FetchAlone(IImageFetcher fetcher)
{
    private const int DownloadsAtOnce = 256;

    /// <summary>Measures it.</summary>
    /// <param name="urls">What it downloads, once each.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Alone> MeasureAsync(string[] urls, CancellationToken cancellationToken)
    {
        var before = Environment.CpuUsage;
        var start = Stopwatch.GetTimestamp();
        var options = new ParallelOptions { MaxDegreeOfParallelism = DownloadsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(urls, options, async (url, token) =>
        {
            using var result = await fetcher.FetchAsync(url, token);
            if (result.Failure is { } failure)
            {
                throw new InvalidOperationException(failure.Message);
            }
        });
        return Alone.Since(urls.Length, start, before);
    }
}
