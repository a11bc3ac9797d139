using System.CommandLine;
using System.Text.Json;

namespace ImageOrleans.Benchmarks.Fairness;

/// <summary>The command <c>fairness</c>.</summary>
internal static class FairnessCommand
{
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var rows = CountOption("--rows", "Rows of the large request.", 1_000_000, least: 1000);
        var requests = CountOption("--requests", "Requests of 50 rows that are submitted at once.", 200, least: 1);
        var rounds = CountOption("--rounds", "How often a request of ten rows is measured.", 5, least: 1);
        var database = new Option<string?>("--database")
        {
            Description = "How to connect to an empty PostgreSQL database. Default: SQLite.",
        };
        var json = new Option<FileInfo?>("--json") { Description = "A file to write the result to." };
        var command = new Command(
            "fairness",
            "Requests of ten rows beside a large one; peer: the same on the idle system. Many requests at once; peer: one with as many rows.")
        {
            rows, requests, rounds, database, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new FairnessArguments
            {
                Rows = parsed.GetValue(rows),
                Requests = parsed.GetValue(requests),
                Rounds = parsed.GetValue(rounds),
                Database = parsed.GetValue(database),
                Json = parsed.GetValue(json),
            },
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FairnessArguments arguments, CancellationToken cancellationToken)
    {
        var result = await new FairnessBenchmark(arguments).RunAsync(cancellationToken);
        var text = JsonSerializer.Serialize(result, JsonOptions);
        Console.WriteLine(text);
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
