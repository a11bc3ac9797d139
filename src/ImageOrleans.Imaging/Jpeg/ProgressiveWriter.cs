namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Writes the scans of a progressive result one after the other, each with Huffman tables of its own.</summary>
/// <param name="workspace">The levels, and the frame with the result's sampling factors.</param>
internal sealed class ProgressiveWriter(JpegWorkspace workspace)
{
    /// <summary>The most bytes of the headers of a scan.</summary>
    private const int MaxHeadersLength = 1024;

    private int _length;

    /// <summary>The scans with their headers, as far as they are written.</summary>
    public unsafe ReadOnlySpan<byte> Scans => new(workspace.Scans.Pointer, _length);

    /// <summary>Forgets the scans.</summary>
    public void Start() => _length = 0;

    /// <summary>Encodes scans and writes them.</summary>
    /// <returns>Whether all levels are such as a file can have.</returns>
    public bool TryWrite(ReadOnlySpan<ProgressiveScan> scans)
    {
        foreach (var scan in scans)
        {
            if (scan.Start == 0)
            {
                if (!ProgressiveDcEncoder.TryEncode(
                    workspace.Headers.Frame, workspace.SparsePlanes, scan.Component, workspace.ScanSymbols))
                {
                    return false;
                }
            }
            else if (scan.High == 0)
            {
                ProgressiveAcEncoder.EncodeFirst(workspace.SparsePlanes[scan.Component], scan, 1, workspace.ScanSymbols);
            }
            else
            {
                ProgressiveAcEncoder.EncodeRefinement(workspace.SparsePlanes[scan.Component], scan, 1, workspace.ScanSymbols);
            }

            Write(scan);
        }

        return true;
    }

    private unsafe void Write(ProgressiveScan scan)
    {
        var frame = workspace.Headers.Frame;
        var symbols = workspace.ScanSymbols;
        symbols.BuildOptimal();
        var dataLength = symbols.Write(workspace.Output);
        var data = new ReadOnlySpan<byte>(workspace.Output.Pointer, dataLength);
        var length = MaxHeadersLength + dataLength + data.Count((byte)0xFF);
        var target = workspace.Scans.Grow((nuint)(_length + (long)length)) + _length;
        var writer = new JpegWriter(new Span<byte>(target, length));
        var kind = scan.Start == 0 ? 0 : 1;
        for (var table = 0; table < ScanSymbols.Tables; table++)
        {
            if (symbols.Specifications[table].IsDefined)
            {
                writer.HuffmanTable(kind, table, symbols.Specifications[table]);
            }
        }

        var header = workspace.OutputScan;
        header.ComponentCount = scan.Component < 0 ? frame.ComponentCount : 1;
        for (var i = 0; i < header.ComponentCount; i++)
        {
            header.Components[i] = scan.Component < 0 ? i : scan.Component;
            header.DcTables[i] = kind == 0 ? frame.Components[header.Components[i]].Class : 0;
            header.AcTables[i] = 0;
        }

        (header.SpectralStart, header.SpectralEnd) = (scan.Start, scan.End);
        (header.ApproximationHigh, header.ApproximationLow) = (scan.High, scan.Low);
        writer.Scan(frame, header);
        writer.EntropyData(data);
        _length = checked(_length + writer.Length);
    }
}
