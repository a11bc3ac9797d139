using System.Text.Json;

namespace ImageOrleans.Benchmarks.Codecs.Reporting;

/// <summary>What the benchmark measured, for programs to read.</summary>
/// <param name="Engines">The engines that ran.</param>
internal sealed record CodecsReport(IReadOnlyList<EngineReport> Engines)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes the report.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(this, Format) + "\n", cancellationToken);
    }
}
