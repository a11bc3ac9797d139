namespace ImageOrleans.Contracts;

/// <summary>What happens to the metadata of an image (EXIF, XMP, IPTC, comments).</summary>
public enum MetadataPolicy
{
    /// <summary>Removed, except what changes how the picture looks: the ICC profile and the orientation.</summary>
    Strip,

    /// <summary>Kept, as far as the output format can hold it.</summary>
    Keep,
}
