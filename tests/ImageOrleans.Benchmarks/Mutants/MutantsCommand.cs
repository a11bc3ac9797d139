using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using ImageOrleans.Jpeg.TestSupport.Corpus;
using ImageOrleans.Jpeg.TestSupport.Mutants;
using ImageOrleans.Jpeg.TestSupport.Transcoders;

namespace ImageOrleans.Benchmarks.Mutants;

/// <summary>Damaged JPEGs by the hundred thousand: not how fast, but whether nothing breaks.</summary>
internal static class MutantsCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var count = new Option<int>("--count") { Description = "How many mutants.", DefaultValueFactory = _ => 200_000 };
        var seed = new Option<int>("--seed") { Description = "The first mutant's seed: the same one gives the same mutants." };
        var json = new Option<FileInfo?>("--json") { Description = "Write the result to this file, too." };
        var twin = new Option<bool>("--twin") { Description = "Compare the coefficients with those of the slow twin; takes ten times as long." };
        var command = new Command("jpeg-mutants", "Transcodes mutated JPEGs next to a guard page and decodes what comes out with libjpeg-turbo.")
        {
            count,
            seed,
            json,
            twin,
        };
        command.SetAction(parsed => Run(parsed.GetValue(count), parsed.GetValue(seed), parsed.GetValue(twin), parsed.GetValue(json)));
        return command;
    }

    private static int Run(int count, int seed, bool comparesWithTwin, FileInfo? json)
    {
        if (JpegTranscoders.Product is not { } transcoder)
        {
            Console.Error.WriteLine("This build has no JPEG transcoder.");
            return 2;
        }

        // Should the process end within a mutant, this file names it.
        var trace = Path.Combine(Path.GetTempPath(), $"jpeg-mutants-{Environment.ProcessId}.txt");
        Console.WriteLine($"The mutant at work stands in {trace}.");
        var stopwatch = Stopwatch.StartNew();
        using var check = new MutantCheck(transcoder) { ComparesWithTwin = comparesWithTwin, TracePath = trace };
        var report = new MutantRun(check, JpegFiles.Varied).Run(
            seed, count, progress: done => Console.WriteLine($"{done:N0} mutants, {done / stopwatch.Elapsed.TotalSeconds:N0}/s"));
        File.Delete(trace);

        var outcomes = string.Join(", ", report.Outcomes.OrderBy(one => one.Key).Select(one => $"{one.Value:N0} {one.Key}"));
        Console.WriteLine($"{report.Count:N0} mutants: {outcomes}; {report.Failures.Count} failures.");
        foreach (var (recipe, failure) in report.Failures)
        {
            Console.WriteLine($"{recipe}\n  {failure}");
        }

        if (json is not null)
        {
            File.WriteAllText(json.FullName, JsonSerializer.Serialize(
                new
                {
                    Mutants = report.Count,
                    Outcomes = report.Outcomes.ToDictionary(one => one.Key.ToString(), one => one.Value, StringComparer.Ordinal),
                    Seconds = stopwatch.Elapsed.TotalSeconds,
                    Failures = report.Failures.Select(one => new { Recipe = one.Recipe.ToString(), one.Failure }),
                },
                Json));
        }

        return report.Failures.Count == 0 && report.Count == count ? 0 : 1;
    }
}
