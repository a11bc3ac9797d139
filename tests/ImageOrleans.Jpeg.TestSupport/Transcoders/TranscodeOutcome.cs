namespace ImageOrleans.Jpeg.TestSupport.Transcoders;

/// <summary>What became of a file.</summary>
public enum TranscodeOutcome
{
    /// <summary>A new file was written.</summary>
    Transcoded,

    /// <summary>It is a JPEG that only a pixel codec can read.</summary>
    Unsupported,

    /// <summary>It is damaged.</summary>
    Damaged,

    /// <summary>It has more pixels than is allowed.</summary>
    TooManyPixels,
}
