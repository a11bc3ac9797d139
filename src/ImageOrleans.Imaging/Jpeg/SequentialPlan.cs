namespace ImageOrleans.Imaging.Jpeg;

/// <summary>The tables that a sequential scan is decoded with, and the order in which they are used.</summary>
internal sealed unsafe class SequentialPlan : IDisposable
{
    private readonly NativeBuffer<BlockPlan> _blocks = new();
    private readonly NativeBuffer<ComponentRun> _runs = new();
    private readonly NativeBuffer<int> _idle = new();
    private readonly DroppingTable[] _ac = [new(), new(), new(), new()];
    private readonly DcStepTable[] _dc = [new(), new(), new(), new()];

    /// <summary>The MCUs of a batch at most.</summary>
    public int MaxMcus { get; private set; }

    /// <summary>The blocks of an MCU.</summary>
    public int BlocksInMcu { get; private set; }

    /// <summary>What each block of an MCU is decoded with.</summary>
    public BlockPlan* Blocks => _blocks.Pointer;

    /// <summary>The blocks of an MCU, component by component.</summary>
    public ComponentRun* Runs => _runs.Pointer;

    /// <summary>The number of <see cref="Runs"/>.</summary>
    public int RunCount { get; private set; }

    /// <summary>The table of the first step.</summary>
    public int* FirstTable { get; private set; }

    /// <summary>The steps of the decoder.</summary>
    public SequentialSteps Steps { get; } = new();

    /// <summary>The steps of what is decoded ahead, see <see cref="SequentialLookahead"/>.</summary>
    public SequentialSteps StepsAhead { get; } = new();

    /// <summary>Makes the plan of a sequential scan with all components.</summary>
    /// <param name="workspace">The headers, and the components' states.</param>
    /// <param name="dropped">For each component the largest magnitude that becomes zero at every AC position.</param>
    public void Prepare(JpegWorkspace workspace, ReadOnlySpan<int> dropped)
    {
        var (frame, scan) = (workspace.Headers.Frame, workspace.Headers.Scan);
        var blocks = _blocks.Reserve(JpegFrame.MaxBlocksInMcu);
        Span<nint> tables = stackalloc nint[SequentialSteps.InBlock * JpegFrame.MaxBlocksInMcu];
        var runs = _runs.Reserve(JpegFrame.MaxComponents);
        BlocksInMcu = 0;
        RunCount = frame.ComponentCount;
        for (var i = 0; i < frame.ComponentCount; i++)
        {
            // Components with the same codes and class share tables: there is room for those of two in the first cache.
            var component = frame.Components[i];
            var ac = 0;
            while (scan.AcTables[ac] != scan.AcTables[i] || frame.Components[ac].Class != component.Class || dropped[ac] != dropped[i])
            {
                ac++;
            }

            var dc = 0;
            while (scan.DcTables[dc] != scan.DcTables[i] || frame.Components[dc].Class != component.Class)
            {
                dc++;
            }

            _ac[ac].Build(workspace.Headers.Ac[scan.AcTables[i]], dropped[i], component.Class);
            _dc[dc].Build(workspace.Headers.Dc[scan.DcTables[i]], component.Class);
            var count = frame.ComponentCount == 1 ? 1 : component.Horizontal * component.Vertical;
            runs[i] = new ComponentRun { State = workspace.States.Pointer + i, Blocks = count };
            for (var j = 0; j < count; j++)
            {
                tables[SequentialSteps.InBlock * BlocksInMcu] = (nint)_dc[dc].Entries;
                tables[(SequentialSteps.InBlock * BlocksInMcu) + 1] = (nint)_ac[ac].Entries;
                blocks[BlocksInMcu++] = new BlockPlan
                {
                    AcShort = _ac[ac].Decoding.Short,
                    AcLong = _ac[ac].Decoding.Long,
                    DcShort = _dc[dc].Decoding.Short,
                    DcLong = _dc[dc].Decoding.Long,
                    ClassBits = component.Class << SequentialEntry.ClassShift,
                };
            }
        }

        FirstTable = (int*)tables[0];
        MaxMcus = SequentialSteps.MaxTokens / (CoefficientPlane.BlockSize * BlocksInMcu);
        var idle = _idle.Reserve(DecodingTable.Entries);
        new Span<int>(idle, DecodingTable.Entries).Clear();
        tables = tables[..(SequentialSteps.InBlock * BlocksInMcu)];
        Steps.Prepare(tables, idle, MaxMcus);
        StepsAhead.Prepare(tables, idle, MaxMcus);
    }

    public void Dispose()
    {
        _blocks.Dispose();
        _runs.Dispose();
        _idle.Dispose();
        Steps.Dispose();
        StepsAhead.Dispose();
        foreach (var table in _ac)
        {
            table.Dispose();
        }

        foreach (var table in _dc)
        {
            table.Dispose();
        }
    }
}
