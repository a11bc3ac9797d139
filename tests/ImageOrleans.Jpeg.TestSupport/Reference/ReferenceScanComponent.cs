namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>A component of a scan, with what its decoding needs.</summary>
internal sealed class ReferenceScanComponent
{
    /// <summary>The component.</summary>
    public required ReferenceComponent Component { get; init; }

    /// <summary>The table of its DC differences, where the scan has any.</summary>
    public required ReferenceHuffmanTable? Dc { get; init; }

    /// <summary>The table of its AC coefficients, where the scan has any.</summary>
    public required ReferenceHuffmanTable? Ac { get; init; }

    /// <summary>PRED (T.81 F.1.1.5.1).</summary>
    public int Prediction { get; set; }
}
