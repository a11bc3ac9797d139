namespace ImageOrleans.Imaging.Jpeg;

/// <summary>What became of a JPEG file.</summary>
public enum JpegTranscodeResult
{
    /// <summary>There is a new file.</summary>
    Transcoded,

    /// <summary>The file is coded in a way for a pixel codec: arithmetic coding, 12 bits, lossless, hierarchical, DNL, odd sampling.</summary>
    Unsupported,

    /// <summary>The file is damaged or cut short. A pixel codec may still show a part of it.</summary>
    Damaged,

    /// <summary>The picture has more pixels than the limit.</summary>
    TooManyPixels,
}
