using System.CommandLine;
using System.Text.Json;

namespace ImageOrleans.Benchmarks.Growth;

/// <summary>The command <c>growth</c>.</summary>
internal static class GrowthCommand
{
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var rows = CountOption("--rows", "Rows of the catalogue, with three images each.", 1_000_000, least: 100);
        var images = CountOption("--images", "Different images of 16x16 pixels that the rows have, over and over.", 5000, least: 1);
        var database = new Option<string?>("--database")
        {
            Description = "How to connect to an empty PostgreSQL database. Default: SQLite.",
        };
        var json = new Option<FileInfo?>("--json") { Description = "A file to write the result to." };
        var svg = new Option<FileInfo>("--svg")
        {
            Description = "Where the graph of rows/s and memory over time goes. Default: growth.svg.",
            DefaultValueFactory = _ => new FileInfo("growth.svg"),
        };
        var command = new Command(
            "growth",
            "A large request from upload to result, with its rate, memory and status calls meanwhile; every row of the result is checked. "
            + "Peer of the last tenth of the rows: the first tenth.")
        {
            rows, images, database, json, svg,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new GrowthArguments
            {
                Rows = parsed.GetValue(rows),
                DistinctImages = parsed.GetValue(images),
                Database = parsed.GetValue(database),
                Json = parsed.GetValue(json),
                Svg = parsed.GetRequiredValue(svg),
            },
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(GrowthArguments arguments, CancellationToken cancellationToken)
    {
        var (result, samples) = await new GrowthBenchmark(arguments).RunAsync(cancellationToken);
        var text = JsonSerializer.Serialize(result, JsonOptions);
        Console.WriteLine(text);
        await GrowthChart.WriteAsync(result, samples, arguments.Svg, cancellationToken);
        if (arguments.Json is { } file)
        {
            await File.WriteAllTextAsync(file.FullName, text + "\n", cancellationToken);
        }

        return 0;
    }

    private static Option<int> CountOption(string name, string description, int value, int least)
    {
        var option = new Option<int>(name) { Description = $"{description} Default: {value}.", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < least)
            {
                result.AddError($"{name} is too small.");
            }
        });
        return option;
    }
}
