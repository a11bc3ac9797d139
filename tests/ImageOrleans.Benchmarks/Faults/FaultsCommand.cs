using System.CommandLine;
using ImageOrleans.Storage.Database;

namespace ImageOrleans.Benchmarks.Faults;

/// <summary>The command <c>faults</c>.</summary>
internal static class FaultsCommand
{
    private const string Sqlite = "sqlite";
    private const string Postgres = "postgresql";

    public static Command Create()
    {
        var kills = CountOption("--kills", "How often the process is killed while it works on the request.", 30, least: 1);
        var rows = CountOption("--rows", "Rows of the catalogue, with two images each.", 2000, least: 1);
        var database = new Option<string>("--database")
        {
            Description = $"Which database: {Sqlite}, or {Postgres}, which is started for this from Debian's packages. Default: {Sqlite}.",
            DefaultValueFactory = _ => Sqlite,
        };
        database.AcceptOnlyFromAmong(Sqlite, Postgres);
        var seed = new Option<int?>("--seed") { Description = "Chooses the moments of the kills. Default: others each time." };
        var json = new Option<FileInfo?>("--json") { Description = "A file to write the result to." };
        var command = new Command(
            "faults",
            "Kills the server (SIGKILL) at random moments while it works on a request, and starts it again each time. "
            + "Peer: the same request without a kill. Ends with 1 when anything was lost, doubled or left over.")
        {
            kills, rows, database, seed, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new FaultsArguments
            {
                Kills = parsed.GetValue(kills),
                Rows = parsed.GetValue(rows),
                Database = parsed.GetValue(database) == Postgres ? DatabaseProvider.Postgres : DatabaseProvider.Sqlite,
                Seed = parsed.GetValue(seed) ?? Random.Shared.Next(),
                Json = parsed.GetValue(json),
            },
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FaultsArguments arguments, CancellationToken cancellationToken)
    {
        var result = await FaultsBenchmark.RunAsync(arguments, cancellationToken);
        FaultsReport.Show(result);
        if (arguments.Json is { } file)
        {
            await FaultsReport.WriteAsync(result, file, cancellationToken);
        }

        return result.IsWell ? 0 : 1;
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
