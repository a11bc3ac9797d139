using ImageOrleans.Benchmarks.Codecs.Engines;
using ImageOrleans.Benchmarks.Codecs.Images;
using ImageOrleans.Benchmarks.Codecs.Peers;
using ImageOrleans.Benchmarks.Codecs.Quality;
using ImageOrleans.Benchmarks.Codecs.Reporting;

namespace ImageOrleans.Benchmarks.Codecs;

/// <summary>Measures the engines and prints the tables.</summary>
/// <param name="arguments">What is to be measured.</param>
internal sealed class CodecsBenchmark(CodecsArguments arguments)
{
    private readonly string[] _comparedOverSources =
        [.. new[] { EngineCatalogue.Transcoder, EngineCatalogue.TurboJpegRgb }.Intersect(arguments.Engines)];

    /// <summary>Runs the benchmark.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="BenchmarkException">It cannot run here.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Without it there is nothing to compare pictures with.
        await PeerInstaller.InstallTurboJpegAsync(cancellationToken);
        if (arguments.Set is null)
        {
            await PhotographSets.PrepareAsync(cancellationToken);
        }

        if (arguments.Tables.Contains(CodecsArguments.EnginesTable))
        {
            await CompareEnginesAsync(
                arguments.Set is null ? PhotographSets.OfMainTable() : ImageSet.Load(arguments.Set), cancellationToken);
        }

        if (arguments.Set is null && _comparedOverSources.Contains(EngineCatalogue.Transcoder))
        {
            await CompareSourcesAsync(cancellationToken);
        }
    }

    private async Task CompareEnginesAsync(ImageSet set, CancellationToken cancellationToken)
    {
        Console.WriteLine(
            $"{set.Images.Count} images, {set.Bytes / 1e6:F2} MB, to quality 50, one thread, rounds: {arguments.Rounds}");
        var engines = await StartAsync(arguments.Engines, set, cancellationToken);
        try
        {
            if (engines.Count == 0)
            {
                throw new BenchmarkException("None of the engines is available.");
            }

            var speeds = await SpeedMeter.MeasureAsync(engines, set, arguments.Rounds, cancellationToken);
            var results = new List<IReadOnlyList<byte[]?>>();
            foreach (var engine in engines)
            {
                results.Add(await engine.RecompressAsync(cancellationToken));
                await KeepAsync(engine.Name, set, results[^1], cancellationToken);
            }

            var qualities = QualityMeter.Measure(set, results, cancellationToken);
            Tables.Engines(speeds, qualities).WriteTo(Console.Out);
            Console.WriteLine();
            if (arguments.Json is { } json)
            {
                await new CodecsReport([.. speeds.Zip(qualities, EngineReport.Create)]).WriteAsync(json, cancellationToken);
            }
        }
        finally
        {
            await StopAsync(engines);
        }
    }

    private async Task CompareSourcesAsync(CancellationToken cancellationToken)
    {
        if (arguments.Tables.Contains(CodecsArguments.QualitiesTable))
        {
            var sets = PhotographSets.Qualities.Select(quality => ($"{quality}", PhotographSets.OfQuality(quality)));
            await CompareSourcesAsync("source quality", sets, cancellationToken);
        }

        if (arguments.Tables.Contains(CodecsArguments.SizesTable))
        {
            var sets = PhotographSets.Sides.Select(side => ($"{side}x{side}", PhotographSets.OfSide(side)));
            await CompareSourcesAsync("source size", sets, cancellationToken);
        }
    }

    private async Task CompareSourcesAsync(
        string heading, IEnumerable<(string Name, ImageSet Set)> sets, CancellationToken cancellationToken)
    {
        var rows = new List<(string, IReadOnlyList<EngineSpeed>)>();
        foreach (var (name, set) in sets)
        {
            var speeds = await MeasureAsync(set, cancellationToken);
            if (speeds.Count == 0)
            {
                // Why has been said.
                return;
            }

            rows.Add((name, speeds));
        }

        Tables.Sources(heading, rows).WriteTo(Console.Out);
        Console.WriteLine();
    }

    private async Task<IReadOnlyList<EngineSpeed>> MeasureAsync(ImageSet set, CancellationToken cancellationToken)
    {
        var engines = await StartAsync(_comparedOverSources, set, cancellationToken);
        try
        {
            return await SpeedMeter.MeasureAsync(engines, set, arguments.Rounds, cancellationToken);
        }
        finally
        {
            await StopAsync(engines);
        }
    }

    /// <summary>Starts those engines that can be had; of the others it says why not.</summary>
    private static async Task<IReadOnlyList<IEngine>> StartAsync(
        IReadOnlyList<string> names, ImageSet set, CancellationToken cancellationToken)
    {
        var engines = new List<IEngine>();
        try
        {
            foreach (var name in names)
            {
                if (await TryStartAsync(name, set, cancellationToken) is { } engine)
                {
                    engines.Add(engine);
                }
            }

            return engines;
        }
        catch
        {
            await StopAsync(engines);
            throw;
        }
    }

    private static async Task<IEngine?> TryStartAsync(string name, ImageSet set, CancellationToken cancellationToken)
    {
        try
        {
            return await EngineCatalogue.StartAsync(name, set, cancellationToken);
        }
        catch (BenchmarkException e)
        {
            Console.WriteLine($"{name} is not available: {e.Message}");
            return null;
        }
    }

    private static async Task StopAsync(IReadOnlyList<IEngine> engines)
    {
        foreach (var engine in engines)
        {
            await engine.DisposeAsync();
        }
    }

    private async Task KeepAsync(
        string engine, ImageSet set, IReadOnlyList<byte[]?> results, CancellationToken cancellationToken)
    {
        if (arguments.Out is null)
        {
            return;
        }

        foreach (var (image, result) in set.Images.Zip(results))
        {
            if (result is not null)
            {
                var path = Path.Combine(arguments.Out, engine, image.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllBytesAsync(path, result, cancellationToken);
            }
        }
    }
}
