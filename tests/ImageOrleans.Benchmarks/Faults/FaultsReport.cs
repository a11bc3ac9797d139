using System.Text.Json;
using ImageOrleans.TestSupport.Faults;

namespace ImageOrleans.Benchmarks.Faults;

/// <summary>Shows what came of a request with faults.</summary>
internal static class FaultsReport
{
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Show(FaultResult result) => Console.WriteLine(JsonSerializer.Serialize(result, JsonOptions));

    public static Task WriteAsync(FaultResult result, FileInfo file, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(file.FullName, JsonSerializer.Serialize(result, JsonOptions) + "\n", cancellationToken);
}
