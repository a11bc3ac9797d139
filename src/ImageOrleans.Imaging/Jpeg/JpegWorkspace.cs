namespace ImageOrleans.Imaging.Jpeg;

/// <summary>All that transcoding one file takes; it is used for one file after the other.</summary>
internal sealed class JpegWorkspace : IDisposable
{
    public JpegWorkspace()
    {
        ProgressiveWriter = new ProgressiveWriter(this);
        Lookahead = new SequentialLookahead(this);
    }

    /// <summary>The memory that is kept for the next file, in bytes: enough for pictures of some 10 million pixels.</summary>
    private const nuint KeptBytes = 64 << 20;

    public JpegHeaders Headers { get; } = new();

    public EntropyData Entropy { get; } = new();

    public DcTable[] Dc { get; } = [new(), new(), new(), new()];

    public CoefficientTable[] PlainAc { get; } = [new(), new(), new(), new()];

    public RefinementTable[] Refining { get; } = [new(), new(), new(), new()];

    /// <summary>The coefficients of each component, where they are needed all at once.</summary>
    public CoefficientPlane[] Planes { get; } = [new(), new(), new(), new()];

    /// <summary>A plane to work a new one out in, which then takes the place of the old one.</summary>
    public CoefficientPlane SparePlane { get; set; } = new();

    public ChromaReducer ChromaReducer { get; } = new();

    /// <summary>The scan of the result that is written.</summary>
    public JpegScan OutputScan { get; } = new();

    public SymbolCodes Codes { get; } = new();

    /// <summary>The scales of both classes, see <see cref="TokenRequantiser"/>.</summary>
    public NativeBuffer<int> Scales { get; } = new();

    /// <summary>The scales of each component, see <see cref="PlaneRequantiser"/>.</summary>
    public NativeBuffer<ushort> PlaneScales { get; } = new();

    /// <summary>The tokens of a row of MCUs, with a place before them.</summary>
    public NativeBuffer<uint> Tokens { get; } = new();

    /// <summary>The symbols of the result.</summary>
    public NativeBuffer<uint> Symbols { get; } = new();

    /// <summary>The entropy-coded data of the result, without byte stuffing.</summary>
    public NativeBuffer<byte> Output { get; } = new();

    /// <summary>The levels of each component of a progressive result.</summary>
    public SparsePlane[] SparsePlanes { get; } = [new(), new(), new(), new()];

    public TrellisQuantiser Trellis { get; } = new();

    /// <summary>The symbols of the progressive scan that is being made.</summary>
    public ScanSymbols ScanSymbols { get; } = new();

    /// <summary>The progressive scans that are written.</summary>
    public NativeBuffer<byte> Scans { get; } = new();

    public ProgressiveWriter ProgressiveWriter { get; }

    public NativeBuffer<ComponentState> States { get; } = new();

    public SequentialPlan Plan { get; } = new();

    public SequentialLookahead Lookahead { get; }

    /// <summary>Gives back what a large picture took.</summary>
    public void Trim()
    {
        var used = SparePlane.MemoryUsed + Entropy.MemoryUsed + Tokens.Bytes + Symbols.Bytes + Output.Bytes
            + Scans.Bytes + ScanSymbols.MemoryUsed;
        foreach (var plane in Planes)
        {
            used += plane.MemoryUsed;
        }

        foreach (var plane in SparsePlanes)
        {
            used += plane.MemoryUsed;
        }

        if (used > KeptBytes)
        {
            foreach (var plane in Planes)
            {
                plane.Dispose();
            }

            foreach (var plane in SparsePlanes)
            {
                plane.Dispose();
            }

            SparePlane.Dispose();
            Entropy.Dispose();
            ScanSymbols.Dispose();
            Scans.Free();
            Tokens.Free();
            Symbols.Free();
            Output.Free();
        }
    }

    public void Dispose()
    {
        Entropy.Dispose();
        foreach (var table in Dc)
        {
            table.Dispose();
        }

        foreach (var table in PlainAc)
        {
            table.Dispose();
        }

        foreach (var table in Refining)
        {
            table.Dispose();
        }

        foreach (var plane in Planes)
        {
            plane.Dispose();
        }

        foreach (var plane in SparsePlanes)
        {
            plane.Dispose();
        }

        Trellis.Dispose();
        ScanSymbols.Dispose();
        Scans.Dispose();
        SparePlane.Dispose();
        ChromaReducer.Dispose();
        Codes.Dispose();
        Scales.Dispose();
        PlaneScales.Dispose();
        Tokens.Dispose();
        Symbols.Dispose();
        Output.Dispose();
        States.Dispose();
        Plan.Dispose();
        Lookahead.Dispose();
    }
}
