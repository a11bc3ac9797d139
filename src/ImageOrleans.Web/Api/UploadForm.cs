using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ImageOrleans.Contracts;

namespace ImageOrleans.Web.Api;

/// <summary>The fields of an upload, for the documentation: the body is read as it comes in, and never held in memory.</summary>
internal sealed class UploadForm
{
    [Description("The catalogue: CSV in UTF-8 or UTF-16, with the columns `S. No.`, `Product Name` and `Input Image Urls`.")]
    [Required]
    public IFormFile? File { get; init; }

    [Description("Quality of the results, 1 (smallest) to 100 (best).")]
    [Range(CompressionSettings.MinQuality, CompressionSettings.MaxQuality)]
    [DefaultValue(50)]
    public int? Quality { get; init; }

    [Description("Format of the results; Keep for that of each source.")]
    public OutputFormat? Format { get; init; }

    [Description("Greatest width in pixels. Proportions are kept, nothing is enlarged.")]
    [Range(1, CompressionSettings.MaxDimension)]
    public int? MaxWidth { get; init; }

    [Description("Greatest height in pixels. Proportions are kept, nothing is enlarged.")]
    [Range(1, CompressionSettings.MaxDimension)]
    public int? MaxHeight { get; init; }

    [Description("Strip removes metadata, except ICC profile and orientation.")]
    public MetadataPolicy? Metadata { get; init; }

    [Description("Whether JPEG and PNG results are progressive.")]
    public bool? Progressive { get; init; }

    [Description("Max makes JPEG results smaller, in several times the time, and progressive.")]
    public CompressionEffort? Effort { get; init; }

    [Description("Whether JPEG results keep the resolution of the source's chrominance, which otherwise is halved below quality 90.")]
    public bool? KeepSampling { get; init; }

    [Description("Where the end of the request is announced, by POST.")]
    public Uri? WebhookUrl { get; init; }
}
