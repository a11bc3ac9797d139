using ImageOrleans.Csv;

namespace ImageOrleans.Web.Uploads;

/// <summary>What an upload brought.</summary>
internal sealed record ReceivedUpload
{
    /// <summary>Where the catalogue was put.</summary>
    public required string UploadId { get; init; }

    /// <summary>What the catalogue is, or why it is none; null when there was no file.</summary>
    public CatalogueScan? Scan { get; set; }

    /// <summary>The file's name.</summary>
    public string FileName { get; set; } = "catalogue.csv";

    /// <summary>A digest of the file's bytes.</summary>
    public string Digest { get; set; } = "";

    /// <summary>The other fields.</summary>
    public Dictionary<string, string> Fields { get; } = new(StringComparer.OrdinalIgnoreCase);
}
