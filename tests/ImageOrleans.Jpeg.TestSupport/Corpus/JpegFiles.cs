using System.Collections.Concurrent;

namespace ImageOrleans.Jpeg.TestSupport.Corpus;

/// <summary>Families of files, each made once in a process.</summary>
public static class JpegFiles
{
    private static readonly Dictionary<string, Func<IEnumerable<JpegFile>>> Makers = new(StringComparer.Ordinal)
    {
        ["qualities"] = EncodedFiles.Qualities,
        ["tables of 16 bits"] = EncodedFiles.LargeTables,
        ["sampling factors"] = EncodedFiles.Sampling,
        ["sides"] = EncodedFiles.Sides,
        ["restart intervals"] = EncodedFiles.Restarts,
        ["gray"] = EncodedFiles.Gray,
        ["scan scripts"] = EncodedFiles.Scans,
        ["jpegtran"] = EncodedFiles.Transformed,
        ["long scans"] = EncodedFiles.Long,
        ["colour spaces"] = ColourFiles.All,
        ["unusual layout"] = UnusualFiles.All,
    };

    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<JpegFile>>> Made = new(StringComparer.Ordinal);

    /// <summary>The names of all families.</summary>
    public static IReadOnlyList<string> Families { get; } = [.. Makers.Keys];

    /// <summary>A file of each kind, for mutants.</summary>
    public static IReadOnlyList<JpegFile> Varied => [.. Families.SelectMany(family => Family(family).Where((_, i) => i % 5 == 0))];

    /// <summary>The files of a family: none of them damaged.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The files.</returns>
    public static IReadOnlyList<JpegFile> Family(string name) =>
        Made.GetOrAdd(name, key => new Lazy<IReadOnlyList<JpegFile>>(() => [.. Makers[key]()])).Value;
}
