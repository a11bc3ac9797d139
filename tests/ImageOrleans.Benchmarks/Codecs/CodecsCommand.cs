using System.CommandLine;
using System.CommandLine.Parsing;
using ImageOrleans.Benchmarks.Codecs.Engines;

namespace ImageOrleans.Benchmarks.Codecs;

/// <summary>The command that measures how fast JPEGs are made smaller, and by how much, against everyone else.</summary>
internal static class CodecsCommand
{
    private const int DefaultRounds = 5;

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var set = new Option<DirectoryInfo?>("--set")
        {
            Description = "A folder of JPEGs to recompress. Default: 40 photographs, made from Debian's wallpapers.",
        };
        var output = new Option<DirectoryInfo?>("--out") { Description = "A folder to keep what each engine wrote in." };
        var json = new Option<FileInfo?>("--json") { Description = "A file to write the first table to, as JSON." };
        var rounds = new Option<int>("--rounds")
        {
            Description = "How many turns each engine has, 5 or more for figures to quote.",
            DefaultValueFactory = _ => DefaultRounds,
        };
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--rounds takes 1 or more.");
            }
        });
        var engines = CreateList("--engines", "The engines, separated by commas.", EngineCatalogue.Names);
        var tables = CreateList("--tables", "The tables, separated by commas.", CodecsArguments.AllTables);

        var command = new Command(
            "codecs", "JPEG to JPEG at quality 50, one thread: the transcoder against Pillow, libvips, sharp and libjpeg-turbo.")
        {
            set, output, json, rounds, engines, tables,
        };
        command.SetAction((parsed, cancellationToken) => ReportAsync(new CodecsBenchmark(new CodecsArguments(
            parsed.GetValue(set)?.FullName,
            parsed.GetValue(output)?.FullName,
            parsed.GetValue(json)?.FullName,
            parsed.GetValue(rounds),
            parsed.GetValue(engines) is { Length: > 0 } someEngines ? someEngines : EngineCatalogue.Names,
            parsed.GetValue(tables) is { Length: > 0 } someTables ? someTables : CodecsArguments.AllTables)), cancellationToken));
        return command;
    }

    private static Option<string[]> CreateList(string name, string description, IReadOnlyList<string> known) => new(name)
    {
        Description = $"{description} Default: {string.Join(',', known)}.",
        CustomParser = result => ParseList(result, name, known),
    };

    private static string[] ParseList(ArgumentResult result, string option, IReadOnlyList<string> known)
    {
        var names = result.Tokens
            .SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        foreach (var name in names.Where(name => !known.Contains(name)))
        {
            result.AddError($"{option} takes {string.Join(", ", known)}; '{name}' is none of them.");
        }

        return names;
    }

    // What whoever started the benchmark can mend is said in a sentence, not in a stack trace.
    private static async Task<int> ReportAsync(CodecsBenchmark benchmark, CancellationToken cancellationToken)
    {
        try
        {
            await benchmark.RunAsync(cancellationToken);
            return 0;
        }
        catch (BenchmarkException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
    }
}
