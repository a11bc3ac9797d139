using System.Globalization;
using ImageOrleans.Storage.Database;
using ImageOrleans.TestSupport.Faults;
using ImageOrleans.TestSupport.Processes;

namespace ImageOrleans.Benchmarks.Faults;

/// <summary>Has a request processed while its server is killed again and again, and compares what comes of it.</summary>
internal static class FaultsBenchmark
{
    public static async Task<FaultResult> RunAsync(FaultsArguments arguments, CancellationToken cancellationToken)
    {
        await using var postgres = arguments.Database == DatabaseProvider.Postgres
            ? await PostgresServer.StartAsync(cancellationToken)
            : null;
        await using var catalogue = await FaultCatalogue.StartAsync(arguments.Rows);
        var moments = KillMoment.Choose(arguments.Kills, catalogue.Images, new Random(arguments.Seed));
        Note(string.Create(
            CultureInfo.InvariantCulture,
            $"{arguments.Rows} rows, {catalogue.Images} images, {arguments.Kills} kills, {arguments.Database}, seed {arguments.Seed}"));
        var request = new KilledRequest(catalogue, arguments.Database, postgres?.ConnectionString) { Note = Note };
        return await request.RunAsync(moments, cancellationToken);
    }

    private static void Note(string text) => Console.Error.WriteLine(text);
}
