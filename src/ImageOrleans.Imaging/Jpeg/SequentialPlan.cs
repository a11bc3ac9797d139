namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// The steps that <see cref="SequentialDecoder"/> takes through some MCUs: the tables of DC and of AC in turn, block by block.
/// </summary>
internal sealed unsafe class SequentialPlan : IDisposable
{
    /// <summary>The tokens of a call at most; those of a block are one for each coefficient, at most.</summary>
    public const int MaxTokens = 40_960;

    /// <summary>
    /// How far the second halves of the tokens are behind the first ones. It is no multiple of the processor's pages, so that both
    /// don't meet in its cache.
    /// </summary>
    public const int SecondHalf = MaxTokens + 528;

    private const int StepsInBlock = 2;

    private nint* _lastStep;
    private nint _toFirst;
    private nint _toIdle;

    private readonly NativeBuffer<nint> _distances = new();
    private readonly NativeBuffer<BlockPlan> _blocks = new();
    private readonly NativeBuffer<ComponentRun> _runs = new();
    private readonly NativeBuffer<uint> _tokens = new();
    private readonly NativeBuffer<int> _dcPlaces = new();
    private readonly NativeBuffer<int> _idle = new();
    private readonly DroppingTable[] _ac = [new(), new(), new(), new()];
    private readonly DcStepTable[] _dc = [new(), new(), new(), new()];

    /// <summary>The MCUs of a call at most.</summary>
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

    /// <summary>For each step how far the table of the next one is behind its own, in bytes.</summary>
    public nint* Distances => _distances.Pointer;

    /// <summary>Where the tokens of a call go.</summary>
    public uint* Tokens => _tokens.Pointer;

    /// <summary>Room for the places of the DC tokens among those of a call.</summary>
    public int* DcPlaces => _dcPlaces.Pointer;

    /// <summary>Makes the plan of a sequential scan with all components.</summary>
    /// <param name="workspace">The headers, and the components' states.</param>
    /// <param name="dropped">For each component the largest magnitude that becomes zero at every AC position.</param>
    public void Prepare(JpegWorkspace workspace, ReadOnlySpan<int> dropped)
    {
        var (frame, scan) = (workspace.Headers.Frame, workspace.Headers.Scan);
        var blocks = _blocks.Reserve(JpegFrame.MaxBlocksInMcu);
        var steps = stackalloc int*[StepsInBlock * JpegFrame.MaxBlocksInMcu];
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
                steps[StepsInBlock * BlocksInMcu] = _dc[dc].Entries;
                steps[(StepsInBlock * BlocksInMcu) + 1] = _ac[ac].Entries;
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

        FirstTable = steps[0];
        MaxMcus = MaxTokens / (CoefficientPlane.BlockSize * BlocksInMcu);
        var stepsInMcu = StepsInBlock * BlocksInMcu;
        var distances = _distances.Reserve((nuint)(MaxMcus * stepsInMcu) + 1);
        for (var step = 0; step <= MaxMcus * stepsInMcu; step++)
        {
            distances[step] = Distance(steps[step % stepsInMcu], steps[(step + 1) % stepsInMcu]);
        }

        var idle = _idle.Reserve(DecodingTable.Entries);
        new Span<int>(idle, DecodingTable.Entries).Clear();
        _toFirst = Distance(steps[stepsInMcu - 1], FirstTable);
        _toIdle = Distance(steps[stepsInMcu - 1], idle);
        _lastStep = null;
        _ = _tokens.Reserve(SecondHalf + MaxTokens);
        _ = _dcPlaces.Reserve(MaxTokens + TokenRequantiser.Slack);
    }

    /// <summary>Makes the plan end with some MCUs: to the last step comes one that takes nothing and does not leave.</summary>
    /// <param name="mcus">How many MCUs, 1 to <see cref="MaxMcus"/>.</param>
    /// <returns>That step.</returns>
    public nint* EndAfter(int mcus)
    {
        var stepsInMcu = StepsInBlock * BlocksInMcu;
        if (_lastStep != null)
        {
            *_lastStep = _toFirst;
        }

        var end = Distances + (stepsInMcu * mcus);
        _lastStep = end - 1;
        *_lastStep = _toIdle;
        return end;
    }

    public void Dispose()
    {
        _distances.Dispose();
        _blocks.Dispose();
        _runs.Dispose();
        _tokens.Dispose();
        _dcPlaces.Dispose();
        _idle.Dispose();
        foreach (var table in _ac)
        {
            table.Dispose();
        }

        foreach (var table in _dc)
        {
            table.Dispose();
        }
    }

    private static nint Distance(int* from, int* to) => (nint)((byte*)to - (byte*)from);
}
