using System.ComponentModel.DataAnnotations;

namespace ImageOrleans.Csv;

/// <summary>Limits on a catalogue file.</summary>
public sealed class CatalogueOptions
{
    /// <summary>The name of the configuration section that binds to these options.</summary>
    public const string SectionName = "Catalogue";

    /// <summary>The longest row, in bytes of UTF-8: 1 KiB to 256 MiB. Default 16 MiB. It bounds what an unclosed quote can swallow.</summary>
    [Range(1024, 256 * 1024 * 1024)]
    public int MaxRowBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>The greatest number of rows below the header, 1 or more. Default 10 million.</summary>
    [Range(1, int.MaxValue)]
    public int MaxRows { get; set; } = 10_000_000;
}
