using System.Globalization;
using ImageOrleans.Benchmarks.Codecs.Engines;
using ImageOrleans.Benchmarks.Codecs.Quality;

namespace ImageOrleans.Benchmarks.Codecs.Reporting;

/// <summary>The tables that the benchmark prints.</summary>
internal static class Tables
{
    private const string Nothing = "-";

    /// <summary>All engines over one set.</summary>
    /// <param name="speeds">What was measured of each.</param>
    /// <param name="qualities">The quality of each.</param>
    /// <returns>
    /// The table. It says how many times the engine's speed the transcoder has, by the clock and by processor time.
    /// </returns>
    public static TextTable Engines(IReadOnlyList<EngineSpeed> speeds, IReadOnlyList<MeanQuality> qualities)
    {
        var transcoder = Find(speeds, EngineCatalogue.Transcoder);
        var bytesPeer = Find(speeds, EngineCatalogue.PillowOptimize);
        var table = new TextTable(
            "engine",
            "images/s",
            "transcoder is",
            "images/CPU s",
            "transcoder is",
            "MB/s",
            "bytes out",
            "of pillow-optimize",
            "PSNR dB",
            "SSIM",
            "allocated/image",
            "failed");
        foreach (var (speed, quality) in speeds.Zip(qualities))
        {
            table.Add(
                speed.Engine,
                Number(speed.ImagesPerSecond, "F1"),
                Ratio(transcoder?.ImagesPerSecond / speed.ImagesPerSecond),
                Number(speed.ImagesPerProcessorSecond, "F1"),
                Ratio(transcoder?.ImagesPerProcessorSecond / speed.ImagesPerProcessorSecond),
                Number(speed.MegabytesPerSecond, "F1"),
                Number(speed.BytesOut, "N0"),
                Number((double)speed.BytesOut / bytesPeer?.BytesOut, "F3"),
                Number(quality.Psnr, "F2"),
                Number(quality.Ssim, "F4"),
                Number(speed.AllocatedBytesPerImage, "N0"),
                Number(speed.Failed, "N0"));
        }

        return table;
    }

    /// <summary>The transcoder beside libjpeg-turbo over several sets.</summary>
    /// <param name="heading">What tells the sets apart.</param>
    /// <param name="rows">For each set its name and what was measured; every row has the same engines.</param>
    /// <returns>The table.</returns>
    public static TextTable Sources(string heading, IReadOnlyList<(string Name, IReadOnlyList<EngineSpeed> Speeds)> rows)
    {
        var engines = rows[0].Speeds.Select(speed => speed.Engine).ToArray();
        var headings = engines.SelectMany(name => (string[])[$"{name} images/s", "images/CPU s", "CPU ms/MB"]);
        var table = new TextTable([heading, "images", "MB", .. headings, "ratio", "by CPU time"]);
        foreach (var (name, speeds) in rows)
        {
            var set = speeds[0].Set;
            var cells = speeds.SelectMany(speed => (string[])
            [
                Number(speed.ImagesPerSecond, "F1"),
                Number(speed.ImagesPerProcessorSecond, "F1"),
                Number(speed.ProcessorSecondsPerPass * 1000 / (set.Bytes / 1e6), "F2"),
            ]);
            var transcoder = Find(speeds, EngineCatalogue.Transcoder);
            var peer = Find(speeds, EngineCatalogue.TurboJpegRgb);
            table.Add(
            [
                name,
                Number(set.Images.Count, "N0"),
                Number(set.Bytes / 1e6, "F2"),
                .. cells,
                Ratio(transcoder?.ImagesPerSecond / peer?.ImagesPerSecond),
                Ratio(transcoder?.ImagesPerProcessorSecond / peer?.ImagesPerProcessorSecond),
            ]);
        }

        return table;
    }

    private static EngineSpeed? Find(IReadOnlyList<EngineSpeed> speeds, string engine) =>
        speeds.FirstOrDefault(speed => speed.Engine == engine);

    private static string Ratio(double? value) => value is { } ratio ? $"{Number(ratio, "F2")}x" : Nothing;

    private static string Number(double? value, string format) =>
        value?.ToString(format, CultureInfo.InvariantCulture) ?? Nothing;
}
