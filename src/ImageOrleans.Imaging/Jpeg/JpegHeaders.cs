namespace ImageOrleans.Imaging.Jpeg;

/// <summary>What the marker segments of a file say, as far as it has been read.</summary>
internal sealed class JpegHeaders
{
    private const int TableSlots = 4;

    private readonly ushort[][] _steps = NewSlots(() => new ushort[64]);
    private readonly bool[] _hasSteps = new bool[TableSlots];
    private readonly HuffmanSpecification[] _dc = NewSlots(() => new HuffmanSpecification());
    private readonly HuffmanSpecification[] _ac = NewSlots(() => new HuffmanSpecification());

    /// <summary>The frame header.</summary>
    public JpegFrame Frame { get; } = new();

    /// <summary>The header of the scan that was read last.</summary>
    public JpegScan Scan { get; } = new();

    /// <summary>The number of MCUs between restart markers; 0 for none.</summary>
    public int RestartInterval { get; set; }

    /// <summary>The APPn and COM segments in their order.</summary>
    public List<JpegSegment> Metadata { get; } = [];

    /// <summary>Whether there is a JFIF segment.</summary>
    public bool HasJfif { get; set; }

    /// <summary>The colour transform of the Adobe segment: 0 none, 1 YCbCr, 2 YCCK; null without the segment.</summary>
    public int? AdobeTransform { get; set; }

    /// <summary>The DC tables.</summary>
    public ReadOnlySpan<HuffmanSpecification> Dc => _dc;

    /// <summary>The AC tables.</summary>
    public ReadOnlySpan<HuffmanSpecification> Ac => _ac;

    /// <summary>
    /// Whether the second and third component are chrominance, by the rules that decoders share (libjpeg's
    /// <c>default_decompress_parms</c>).
    /// </summary>
    public bool HasChrominance => Frame.ComponentCount switch
    {
        3 when HasJfif => true,
        3 when AdobeTransform is { } transform => transform != 0,
        3 => (Frame.Components[0].Id, Frame.Components[1].Id, Frame.Components[2].Id) != ((byte)'R', (byte)'G', (byte)'B'),
        4 => AdobeTransform > 0,
        _ => false,
    };

    /// <summary>Forgets everything; the Huffman tables are those of the standard until a file defines its own.</summary>
    public void Reset()
    {
        Frame.ComponentCount = 0;
        foreach (var component in Frame.Components)
        {
            component.WasScanned = false;
        }

        RestartInterval = 0;
        Metadata.Clear();
        HasJfif = false;
        AdobeTransform = null;
        Array.Clear(_hasSteps);
        for (var i = 0; i < TableSlots; i++)
        {
            _dc[i].IsDefined = false;
            _ac[i].IsDefined = false;
        }

        for (var i = 0; i < StandardHuffman.Dc.Count; i++)
        {
            _dc[i].CopyFrom(StandardHuffman.Dc[i]);
            _ac[i].CopyFrom(StandardHuffman.Ac[i]);
        }
    }

    /// <summary>The quantisation table in a slot, in zigzag order, to be filled.</summary>
    /// <param name="slot">0 to 3.</param>
    public Span<ushort> DefineSteps(int slot)
    {
        _hasSteps[slot] = true;
        return _steps[slot];
    }

    /// <summary>The quantisation table in a slot, in zigzag order.</summary>
    /// <param name="slot">0 to 3.</param>
    /// <param name="steps">The steps.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetSteps(int slot, out ReadOnlySpan<ushort> steps)
    {
        steps = _steps[slot];
        return _hasSteps[slot];
    }

    private static T[] NewSlots<T>(Func<T> create) => [create(), create(), create(), create()];
}
