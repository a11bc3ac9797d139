using System.ComponentModel.DataAnnotations;

namespace ImageOrleans.Storage.Objects;

/// <summary>Where files are kept.</summary>
public sealed class StorageOptions
{
    /// <summary>The name of the configuration section that binds to these options.</summary>
    public const string SectionName = "Storage";

    /// <summary>The folder of everything that is kept in files. All silos and the web must see the same one. Default <c>data</c>, below the working directory.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>
    /// Whether a file is forced to the disk before it gets its name, and on Linux its folder after, so that both survive a
    /// power failure. Elsewhere a file never has wrong content either, but one that came last may be missing, as the file
    /// system keeps its folders. Without, a file survives the end of the process only. Default true.
    /// </summary>
    public bool FlushToDisk { get; set; } = true;
}
