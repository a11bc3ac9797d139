namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>The reference does not read this file.</summary>
public sealed class ReferenceRefusalException(ReferenceRefusal refusal, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public ReferenceRefusal Refusal { get; } = refusal;

    /// <summary>A file that libjpeg would not read either.</summary>
    internal static ReferenceRefusalException Damaged(string message) => new(ReferenceRefusal.Damaged, message);
}
