namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>Why the reference does not read a file.</summary>
public enum ReferenceRefusal
{
    /// <summary>It breaks the format where libjpeg would give up too.</summary>
    Damaged,

    /// <summary>It is a JPEG of a kind that only pixel codecs read: arithmetic coding, 12 bit, lossless, hierarchical, DNL.</summary>
    Unsupported,

    /// <summary>It has more pixels than are wanted: no memory was taken for them.</summary>
    TooManyPixels,
}
