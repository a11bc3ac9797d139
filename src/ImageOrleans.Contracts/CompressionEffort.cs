namespace ImageOrleans.Contracts;

/// <summary>How much time is spent on making an image smaller.</summary>
public enum CompressionEffort
{
    /// <summary>As little as it takes.</summary>
    Fast,

    /// <summary>
    /// Several times as much. JPEG results are progressive, if that takes fewer bytes than baseline, with the coefficients and
    /// scans that give the fewest bytes for the same look; other formats are as with <see cref="Fast"/>.
    /// </summary>
    Max,
}
