namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>The coding of a frame (T.81 table B.1).</summary>
public enum ReferenceFrameKind
{
    /// <summary>SOF0: baseline.</summary>
    Baseline = 0xC0,

    /// <summary>SOF1: extended sequential, Huffman.</summary>
    Extended = 0xC1,

    /// <summary>SOF2: progressive, Huffman.</summary>
    Progressive = 0xC2,
}
