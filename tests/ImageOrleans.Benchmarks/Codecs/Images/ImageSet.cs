namespace ImageOrleans.Benchmarks.Codecs.Images;

/// <summary>JPEGs to recompress, held in memory.</summary>
/// <param name="images">The images, at least one.</param>
internal sealed class ImageSet(IReadOnlyList<SourceImage> images)
{
    /// <summary>The images.</summary>
    public IReadOnlyList<SourceImage> Images { get; } = images;

    /// <summary>The bytes of all files.</summary>
    public long Bytes { get; } = images.Sum(image => (long)image.Bytes.Length);

    /// <summary>Reads the JPEGs of a folder and of the folders in it, in the order of their names.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The set.</returns>
    /// <exception cref="BenchmarkException">There is no JPEG.</exception>
    public static ImageSet Load(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new BenchmarkException($"There is no folder {folder}.");
        }

        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".JPG" or ".JPEG")
            .Order(StringComparer.Ordinal)
            .Select(file => new SourceImage(file, Path.GetRelativePath(folder, file), File.ReadAllBytes(file)))
            .ToArray();
        return files.Length > 0 ? new ImageSet(files) : throw new BenchmarkException($"There is no .jpg or .jpeg in {folder}.");
    }
}
