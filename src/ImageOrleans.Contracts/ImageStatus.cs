namespace ImageOrleans.Contracts;

/// <summary>What became of one image.</summary>
public enum ImageStatus
{
    /// <summary>A smaller image was made and stored.</summary>
    Compressed,

    /// <summary>Nothing smaller could be made at the asked quality: the source's own bytes were stored.</summary>
    KeptOriginal,

    /// <summary>There is no image; the outcome's failure says why.</summary>
    Failed,
}
