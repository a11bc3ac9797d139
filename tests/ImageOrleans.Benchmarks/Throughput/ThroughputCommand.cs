using System.CommandLine;

namespace ImageOrleans.Benchmarks.Throughput;

/// <summary>The command <c>throughput</c>.</summary>
internal static class ThroughputCommand
{
    private static readonly int[] DefaultLatencies = [0, 80];

    public static Command Create()
    {
        var images = CountOption("--images", "Photographs of 1000x1000 pixels in a request.", 2000, least: 1);
        var tinyImages = CountOption(
            "--tiny-images", "Images of 16x16 pixels in a request that shows the overhead, one a round; 0 for none.", 20_000, least: 0);
        var latency = new Option<int?>("--latency")
        {
            Description = "How long the origin waits before each answer, in milliseconds. Default: 0, then 80.",
        };
        latency.Validators.Add(result => Require(result.GetValueOrDefault<int?>() is null or >= 0, "--latency", result.AddError));
        var rounds = CountOption("--rounds", "How often system and codec are measured in turn.", 3, least: 1);
        var hosts = CountOption(
            "--hosts", "Hosts that the images are spread over, of which each gets 16 connections at most.", 16, least: 1);
        var database = new Option<string?>("--database")
        {
            Description = "How to connect to an empty PostgreSQL database. Default: SQLite.",
        };
        var json = new Option<FileInfo?>("--json") { Description = "A file to write the result to." };
        var command = new Command(
            "throughput",
            "Images/s of the whole system, from upload to final status over HTTP, with an origin in its own process. "
            + "Peer: the codec alone in a loop on all cores.")
        {
            images, tinyImages, latency, rounds, hosts, database, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new ThroughputArguments
            {
                Images = parsed.GetValue(images),
                TinyImages = parsed.GetValue(tinyImages),
                Latencies = parsed.GetValue(latency) is { } value ? [value] : DefaultLatencies,
                Rounds = parsed.GetValue(rounds),
                Hosts = parsed.GetValue(hosts),
                Database = parsed.GetValue(database),
                Json = parsed.GetValue(json),
            },
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ThroughputArguments arguments, CancellationToken cancellationToken)
    {
        var result = await new ThroughputBenchmark(arguments).RunAsync(cancellationToken);
        ThroughputReport.Show(result);
        if (arguments.Json is { } file)
        {
            await ThroughputReport.WriteAsync(result, file, cancellationToken);
        }

        return 0;
    }

    private static Option<int> CountOption(string name, string description, int value, int least)
    {
        var option = new Option<int>(name) { Description = $"{description} Default: {value}.", DefaultValueFactory = _ => value };
        option.Validators.Add(result => Require(result.GetValueOrDefault<int>() >= least, name, result.AddError));
        return option;
    }

    private static void Require(bool condition, string name, Action<string> addError)
    {
        if (!condition)
        {
            addError($"{name} is too small.");
        }
    }
}
