using System.Globalization;
using System.Text;

namespace ImageOrleans.Samples.Catalogue;

/// <summary>
/// A catalogue to try the service with: 25 products with 60 images, of which two are broken on purpose. The images are drawn when
/// they are written; they are the same each time.
/// </summary>
public static class SampleCatalogue
{
    /// <summary>The products, which is to say rows of the CSV file.</summary>
    public const int ProductCount = 25;

    /// <summary>The image URLs of all products together.</summary>
    public const int ImageCount = 60;

    /// <summary>The images that exist and are images: with the default settings each can be made smaller.</summary>
    public const int GoodImageCount = 58;

    /// <summary>The usual name of the CSV file.</summary>
    public const string CsvFileName = "catalogue.csv";

    // Changes whenever files come out differently, so that those of an older build are drawn anew.
    private const string Version = "2";
    private const string VersionFileName = ".samples-version";

    /// <summary>The products in the order of the rows.</summary>
    public static IReadOnlyList<SampleProduct> Products { get; } = ProductList.Create();

    /// <summary>
    /// Writes the image files into a folder, unless they are there from an earlier call. That takes about three
    /// seconds of a processor. Any number of processes may do so at once.
    /// </summary>
    /// <param name="directory">The folder, which is created if need be.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(string directory)
    {
        Directory.CreateDirectory(directory);
        var versionFile = Path.Combine(directory, VersionFileName);
        var isCurrent = File.Exists(versionFile) && File.ReadAllText(versionFile) == Version;
        var images = Products.SelectMany(product => product.Images).Where(image => image.Kind != SampleImageKind.Missing);
        Parallel.ForEach(images, image =>
        {
            var path = Path.Combine(directory, image.FileName);
            if (!isCurrent || !File.Exists(path))
            {
                WriteWhole(path, image.CreateContent()!);
            }
        });
        WriteWhole(versionFile, Encoding.ASCII.GetBytes(Version));
    }

    /// <summary>The catalogue as CSV (RFC 4180), with the columns that the service expects.</summary>
    /// <param name="origin">Where the folder of the images is served, for example <c>http://127.0.0.1:8080/images</c>.</param>
    /// <returns>A header and <see cref="ProductCount"/> rows.</returns>
    public static string ToCsv(Uri origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        var folder = origin.AbsoluteUri.TrimEnd('/');
        var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\r\n");
        foreach (var product in Products)
        {
            var urls = string.Join(", ", product.Images.Select(image => $"{folder}/{image.FileName}"));
            csv.Append(CultureInfo.InvariantCulture, $"{product.SerialNumber},{Quote(product.Name)},{Quote(urls)}\r\n");
        }

        return csv.ToString();
    }

    private static string Quote(string cell) =>
        cell.AsSpan().ContainsAny(',', '"', '\n') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    /// <summary>Writes a file such that nobody ever sees a part of it.</summary>
    private static void WriteWhole(string path, byte[] content)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}.part";
        File.WriteAllBytes(unfinished, content);
        File.Move(unfinished, path, overwrite: true);
    }
}
