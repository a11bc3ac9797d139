using System.Globalization;
using System.Text;
using ImageOrleans.Benchmarks.Throughput;

namespace ImageOrleans.Benchmarks.Growth;

/// <summary>A catalogue in a file, of any number of rows: three images in each, out of a set that comes again and again.</summary>
internal static class GrowthCatalogue
{
    public const int ImagesPerRow = MeasuredSystem.ImagesPerRow;

    /// <summary>Writes a catalogue.</summary>
    /// <param name="path">The new file.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="urls">The images, in turn.</param>
    public static async Task WriteAsync(string path, int rows, string[] urls)
    {
        await using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16);
        await writer.WriteAsync("S. No.,Product Name,Input Image Urls\n");
        var next = 0;
        for (var row = 1; row <= rows; row++)
        {
            var (first, second, third) = (Next(), Next(), Next());
            await writer.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{row},Product {row},\"{first},{second},{third}\"\n"));
        }

        string Next() => urls[next++ % urls.Length];
    }
}
