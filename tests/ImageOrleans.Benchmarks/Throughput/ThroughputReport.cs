using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace ImageOrleans.Benchmarks.Throughput;

/// <summary>Shows what was measured.</summary>
internal static class ThroughputReport
{
    private const int RedirectedWidth = 160;

    // Threads that take less are summed up.
    private const double SmallestShare = 0.01;

    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Task WriteAsync(ThroughputResult result, FileInfo file, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(result, JsonOptions) + "\n", cancellationToken);

    public static void Show(ThroughputResult result)
    {
        var console = CreateConsole();
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Images:N0} JPEG photographs of 1000x1000 pixels and {result.BytesPerImage / 1000:N0} kB on average, "
            + $"{result.ImagesPerRow} a row, from {result.Hosts} hosts; {result.Database}; {result.Processors} processors; "
            + $"at most {result.PeakResidentMegabytes:N0} MB resident."));
        console.Write(Rates(result));
        console.Write(Shares(result));
        console.Write(Threads(result));
        if (result.TinyImages is { } tiny)
        {
            console.WriteLine(
                $"All but fetch and codec: {Number(tiny.Processor.Overhead)} µs of processor time per image "
                + $"(16x16 pixels, {result.ImagesPerRow} a row, median of the rounds: "
                + $"{string.Join("  ", tiny.OverheadOfRounds.Select(Number))}).");
        }
    }

    private static IAnsiConsole CreateConsole()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }

    private static Table Rates(ThroughputResult result)
    {
        var table = NewTable(
            "Images per second, medians of the rounds",
            "Origin's latency, ms", "Codec alone, all cores", "System", "Ratio", "Ratio of each round");
        foreach (var latency in result.Latencies)
        {
            var rounds = result.Rounds.Where(round => round.LatencyMilliseconds == latency.LatencyMilliseconds)
                .Select(round => Ratio(round.Ratio));
            table.AddRow(
                $"{latency.LatencyMilliseconds}",
                Number(latency.CodecImagesPerSecond),
                Number(latency.SystemImagesPerSecond),
                Ratio(latency.Ratio),
                string.Join("  ", rounds));
        }

        return table;
    }

    private static Table Shares(ThroughputResult result)
    {
        var table = NewTable(
            "Processor time per image, µs",
            "Images", "Server", "of it kernel", "Codec alone", "Fetch alone", "All the rest", "of it kernel", "Origin, not counted");
        foreach (var (name, shares) in Processors(result))
        {
            table.AddRow(
                name,
                Number(shares.Total),
                Number(shares.Kernel),
                Number(shares.CodecAlone),
                Number(shares.FetchAlone),
                Number(shares.Overhead),
                Number(shares.OverheadKernel),
                Number(shares.Origin));
        }

        return table;
    }

    private static Table Threads(ThroughputResult result)
    {
        var processors = Processors(result).ToList();
        var table = NewTable("The server's threads, µs per image", ["Thread", .. processors.Select(one => one.Name)]);
        var shown = processors.SelectMany(processor => processor.Shares.Threads)
            .GroupBy(thread => thread.Key, StringComparer.Ordinal)
            .OrderByDescending(thread => thread.Max(share => share.Value))
            .Select(thread => thread.Key)
            .Where(name => processors.Any(one => Of(one.Shares, name) >= SmallestShare * one.Shares.Total))
            .ToList();
        foreach (var name in shown)
        {
            table.AddRow([Markup.Escape(name), .. processors.Select(processor => Number(Of(processor.Shares, name)))]);
        }

        var others = processors.Select(processor => processor.Shares.Total - shown.Sum(name => Of(processor.Shares, name)));
        table.AddRow(["others, and ended ones", .. others.Select(Number)]);
        return table;
    }

    private static IEnumerable<(string Name, ProcessorShares Shares)> Processors(ThroughputResult result)
    {
        foreach (var latency in result.Latencies)
        {
            yield return ($"1000x1000, {latency.LatencyMilliseconds} ms", latency.Processor);
        }

        if (result.TinyImages is { } tiny)
        {
            yield return ("16x16, 0 ms", tiny.Processor);
        }
    }

    private static double Of(ProcessorShares shares, string thread) => shares.Threads.GetValueOrDefault(thread);

    private static Table NewTable(string title, params string[] columns)
    {
        var table = new Table().RoundedBorder().Title(title);
        foreach (var (index, column) in columns.Index())
        {
            table.AddColumn(new TableColumn(column) { Alignment = index == 0 ? Justify.Left : Justify.Right });
        }

        return table;
    }

    private static string Number(double value) => value.ToString(value < 100 ? "N1" : "N0", CultureInfo.InvariantCulture);

    private static string Ratio(double value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
