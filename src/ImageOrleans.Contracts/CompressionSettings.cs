using System.Globalization;

namespace ImageOrleans.Contracts;

/// <summary>How the images of a request are compressed. The same source bytes with equal settings give the same image.</summary>
[GenerateSerializer, Immutable]
public sealed record CompressionSettings
{
    /// <summary>The lowest <see cref="Quality"/>.</summary>
    public const int MinQuality = 1;

    /// <summary>The highest <see cref="Quality"/>.</summary>
    public const int MaxQuality = 100;

    /// <summary>The largest <see cref="MaxWidth"/> and <see cref="MaxHeight"/>, in pixels: the largest a JPEG can be.</summary>
    public const int MaxDimension = 65_535;

    /// <summary>Quality on the usual scale of 1 (smallest) to 100 (best). Default 50.</summary>
    [Id(0)]
    public int Quality { get; init; } = 50;

    /// <summary>The format of the result. Default: that of the source.</summary>
    [Id(1)]
    public OutputFormat Format { get; init; }

    /// <summary>The greatest width of the result in pixels, 1 to 65,535; null for no limit. Proportions are kept, nothing is enlarged.</summary>
    [Id(2)]
    public int? MaxWidth { get; init; }

    /// <summary>The greatest height of the result in pixels, 1 to 65,535; null for no limit. Proportions are kept, nothing is enlarged.</summary>
    [Id(3)]
    public int? MaxHeight { get; init; }

    /// <summary>What happens to metadata. Default: stripped, except ICC profile and orientation.</summary>
    [Id(4)]
    public MetadataPolicy Metadata { get; init; }

    /// <summary>Whether JPEG and PNG results are progressive (interlaced). Default false.</summary>
    [Id(5)]
    public bool Progressive { get; init; }

    /// <summary>How much time is spent on making an image smaller. Default: as little as it takes.</summary>
    [Id(6)]
    public CompressionEffort Effort { get; init; }

    /// <summary>
    /// Whether JPEG results keep the resolution of the source's chrominance. Otherwise it is halved below quality 90, where it is
    /// hardly seen (4:2:0). Default false.
    /// </summary>
    [Id(7)]
    public bool KeepSampling { get; init; }

    /// <summary>Says what is wrong with the settings.</summary>
    /// <returns>The name of each setting that is out of its range, with a sentence that says what it takes; empty when all is well.</returns>
    public IReadOnlyDictionary<string, string> Validate()
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Quality is < MinQuality or > MaxQuality)
        {
            errors["quality"] = $"Quality is {Quality}; it takes {MinQuality} to {MaxQuality}.";
        }

        if (!Enum.IsDefined(Format))
        {
            errors["format"] = $"Format is {Format}; it takes {string.Join(", ", Enum.GetNames<OutputFormat>())}.";
        }

        if (!Enum.IsDefined(Metadata))
        {
            errors["metadata"] = $"Metadata is {Metadata}; it takes {string.Join(", ", Enum.GetNames<MetadataPolicy>())}.";
        }

        if (!Enum.IsDefined(Effort))
        {
            errors["effort"] = $"Effort is {Effort}; it takes {string.Join(", ", Enum.GetNames<CompressionEffort>())}.";
        }

        CheckDimension("maxWidth", "Max width", MaxWidth);
        CheckDimension("maxHeight", "Max height", MaxHeight);
        return errors;

        void CheckDimension(string key, string name, int? value)
        {
            if (value is < 1 or > MaxDimension)
            {
                errors[key] = $"{name} is {value} pixels; it takes 1 to {MaxDimension.ToString("N0", CultureInfo.InvariantCulture)}.";
            }
        }
    }

    /// <summary>The settings as one line of text, the same for equal settings: part of an image's content address.</summary>
    /// <returns>
    /// For example <c>quality=50;format=Keep;max=x;metadata=Strip;progressive=False;effort=Fast;keepSampling=False</c>.
    /// </returns>
    public string ToCanonicalText() => string.Create(
        CultureInfo.InvariantCulture,
        $"quality={Quality};format={Format};max={MaxWidth}x{MaxHeight};metadata={Metadata};progressive={Progressive}"
        + $";effort={Effort};keepSampling={KeepSampling}");
}
