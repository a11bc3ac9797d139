using CsvHelper;
using ImageOrleans.Benchmarks.Codecs;

namespace ImageOrleans.Benchmarks.Growth;

/// <summary>Reads the catalogue and its result side by side: every row, every image.</summary>
internal static class OutputCheck
{
    private static readonly CsvReaderOptions Options = new() { HasHeader = false };

    /// <summary>Checks a result.</summary>
    /// <param name="input">The catalogue.</param>
    /// <param name="output">The result.</param>
    /// <param name="rows">The rows that both must have.</param>
    /// <returns>A stored image for each image of the catalogue.</returns>
    /// <exception cref="BenchmarkException">A row is missing, another one, or without an image.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(Stream input, Stream output, int rows)
    {
        await using var given = CsvReader.Create(input, Options, leaveOpen: true);
        await using var made = CsvReader.Create(output, Options, leaveOpen: true);
        var images = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var row = 0; row <= rows; row++)
        {
            if (!await given.ReadAsync(CancellationToken.None) || !await made.ReadAsync(CancellationToken.None))
            {
                throw new BenchmarkException($"The result ends before row {row} of {rows}.");
            }

            var (before, after) = (given.Current.ToArray(), made.Current.ToArray());
            Require(after.Length == before.Length + 1 && after.AsSpan(0, before.Length).SequenceEqual(before), row, $"it is '{string.Join('|', after)}'");
            if (row > 0)
            {
                AddImages(images, row, before[^1], after[^1]);
            }
        }

        return await made.ReadAsync(CancellationToken.None) ? throw new BenchmarkException($"The result has more than {rows} rows.") : images;
    }

    private static void AddImages(Dictionary<string, string> images, int row, string given, string made)
    {
        var (urls, results) = (given.Split(','), made.Split(',', StringSplitOptions.TrimEntries));
        Require(urls.Length == results.Length, row, $"there are {results.Length} results for {urls.Length} images");
        foreach (var (url, result) in urls.Zip(results))
        {
            Require(Uri.TryCreate(result, UriKind.Absolute, out var stored), row, $"'{result}' is no URL");

            // /images/{address}/{name}: the name is the row's, the address the image's.
            var address = stored!.Segments[2];
            Require(images.TryAdd(url, result) || new Uri(images[url]).Segments[2] == address, row, $"{url} has become another image than before");
        }
    }

    private static void Require(bool condition, int row, string problem)
    {
        if (!condition)
        {
            throw new BenchmarkException($"Row {row}: {problem}.");
        }
    }
}
