using ImageOrleans.Contracts;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>The way of progressive results: all levels first, then the scans.</summary>
/// <param name="workspace">The file's headers, and what it works with.</param>
/// <param name="options">What to make of the file.</param>
internal readonly ref struct ProgressivePath(JpegWorkspace workspace, JpegTranscodeOptions options)
{
    private readonly JpegFrame _frame = workspace.Headers.Frame;

    /// <summary>Whether coefficients and scans are chosen for the fewest bytes.</summary>
    private readonly bool _isChosen = options.Effort == CompressionEffort.Max;

    /// <summary>Makes a scan of the file to scans of the result.</summary>
    /// <returns>Whether the data is sound.</returns>
    public bool TryTakeScan()
    {
        StartPlanes();
        for (var i = 0; _isChosen && i < _frame.ComponentCount; i++)
        {
            workspace.Trellis.SetSteps(i, _frame.Components[i], _frame.Components[i].Steps, options.Quality);
        }

        var sink = new SparseSink(workspace, _isChosen ? workspace.Trellis : null);
        return DirectPath.TryDecode(workspace, ref sink, _isChosen) && TryWriteScans();
    }

    /// <summary>Makes the planes to scans of the result.</summary>
    /// <param name="chroma">What is to be done to the chrominance before.</param>
    /// <returns>Whether all levels are such as a file can have.</returns>
    public bool TryTakePlanes(ChromaReduction chroma)
    {
        chroma.Apply(workspace, inFineSteps: _isChosen);
        StartPlanes();
        if (_isChosen)
        {
            return SparsePlaneFiller.TryChoose(workspace, options.Quality) && TryWriteScans();
        }

        for (var i = 0; i < _frame.ComponentCount; i++)
        {
            PlaneRequantiser.Requantise(workspace, i, _frame.Components[i].TargetSteps);
        }

        return SparsePlaneFiller.TryTake(workspace) && TryWriteScans();
    }

    private void StartPlanes()
    {
        for (var i = 0; i < _frame.ComponentCount; i++)
        {
            workspace.SparsePlanes[i].Start(_frame.Components[i].BlocksWide, _frame.Components[i].BlocksHigh);
        }

        if (_isChosen)
        {
            workspace.Trellis.Start();
        }
    }

    private bool TryWriteScans()
    {
        Span<ProgressiveScan> scans = stackalloc ProgressiveScan[ProgressiveScan.MaxCount];
        var count = _isChosen
            ? new ScanScriptSearch(workspace).Find(scans)
            : ScanScript.Make(_frame, scans);
        workspace.ProgressiveWriter.Start();
        return workspace.ProgressiveWriter.TryWrite(scans[..count]);
    }
}
