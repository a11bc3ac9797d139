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

        if (arguments.Set is not null)
        {
            Console.WriteLine("The tables of source qualities and sizes need the benchmark's own photographs: not with --set.");
        }
        else if (_comparedOverSources.Length > 0)
        {
            await CompareSourcesAsync(cancellationToken);
        }
    }

    private async Task CompareEnginesAsync(ImageSet set, CancellationToken cancellationToken)
    {
        Console.WriteLine(
            $"{set.Images.Count} images, {set.Bytes / 1e6:F2} MB, to quality 50, one thread, best of {arguments.Rounds} rounds");
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
            var rows = new List<(string, IReadOnlyList<EngineSpeed>)>();
            foreach (var quality in PhotographSets.Qualities)
            {
                rows.Add(($"{quality}", await MeasureAsync(PhotographSets.OfQuality(quality), cancellationToken)));
            }

            Tables.Sources("source quality", rows).WriteTo(Console.Out);
            Console.WriteLine();
        }

        if (arguments.Tables.Contains(CodecsArguments.SizesTable))
        {
            var rows = new List<(string, IReadOnlyList<EngineSpeed>)>();
            foreach (var side in PhotographSets.Sides)
            {
                rows.Add(($"{side}x{side}", await MeasureAsync(PhotographSets.OfSide(side), cancellationToken)));
            }

            Tables.Sources("source size", rows).WriteTo(Console.Out);
            Console.WriteLine();
        }
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
        foreach (var name in names)
        {
            try
            {
                engines.Add(await EngineCatalogue.StartAsync(name, set, cancellationToken));
            }
            catch (BenchmarkException e)
            {
                Console.WriteLine($"{name} is not available: {e.Message}");
            }
        }

        return engines;
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
