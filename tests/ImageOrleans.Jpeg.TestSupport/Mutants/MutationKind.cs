namespace ImageOrleans.Jpeg.TestSupport.Mutants;

/// <summary>What can happen to a file.</summary>
public enum MutationKind
{
    /// <summary>One bit is another.</summary>
    FlipBit,

    /// <summary>One byte is another.</summary>
    SetByte,

    /// <summary>The rest of the file is missing.</summary>
    CutEnd,

    /// <summary>Bytes within it are missing.</summary>
    CutMiddle,

    /// <summary>Bytes stand twice.</summary>
    RepeatBytes,

    /// <summary>Bytes are zero.</summary>
    ClearBytes,

    /// <summary>A marker stands where none belongs.</summary>
    InsertMarker,

    /// <summary>A part stands twice.</summary>
    RepeatPart,

    /// <summary>A part is missing.</summary>
    RemovePart,

    /// <summary>Two parts have changed places.</summary>
    SwapParts,

    /// <summary>A segment's length is wrong.</summary>
    SetLength,

    /// <summary>A part is another file's.</summary>
    SplicePart,

    /// <summary>A byte of a table or header is at an extreme.</summary>
    SetExtreme,
}
