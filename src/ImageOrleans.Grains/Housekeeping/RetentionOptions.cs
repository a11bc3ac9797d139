using System.ComponentModel.DataAnnotations;

namespace ImageOrleans.Grains.Housekeeping;

/// <summary>How long finished requests are kept.</summary>
public sealed class RetentionOptions
{
    /// <summary>The name of the configuration section that binds to these options.</summary>
    public const string SectionName = "Retention";

    /// <summary>
    /// After how many days a finished request is removed, with its files, and the images that no other request has: 0 to 36,500.
    /// Default 0: never.
    /// </summary>
    [Range(0, 36_500)]
    public int Days { get; set; }
}
