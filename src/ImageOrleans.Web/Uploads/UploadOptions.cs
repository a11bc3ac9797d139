using System.ComponentModel.DataAnnotations;

namespace ImageOrleans.Web.Uploads;

/// <summary>What is taken as an upload, and how its results are addressed.</summary>
public sealed class UploadOptions
{
    /// <summary>The name of the configuration section that binds to these options.</summary>
    public const string SectionName = "Upload";

    /// <summary>The greatest size of a catalogue file in bytes, 1 KiB to 64 GiB. Default 1 GiB.</summary>
    [Range(1024, 64L * 1024 * 1024 * 1024)]
    public long MaxBytes { get; set; } = 1024 * 1024 * 1024;

    /// <summary>
    /// What the URLs of results begin with, an absolute http or https URL. Default: the address that the upload was sent to.
    /// </summary>
    public Uri? PublicBaseUrl { get; set; }
}
