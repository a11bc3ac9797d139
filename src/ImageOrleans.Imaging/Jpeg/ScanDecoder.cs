using System.Runtime.CompilerServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Decodes the blocks of one scan into planes.</summary>
/// <param name="workspace">The scan, its tables and the planes.</param>
internal unsafe ref struct ScanDecoder(JpegWorkspace workspace)
{
    private readonly JpegFrame _frame = workspace.Headers.Frame;
    private readonly JpegScan _scan = workspace.Headers.Scan;
    private EntropyCursor _cursor;
    private int _endOfBandRun;

    /// <summary>Where it stands.</summary>
    public readonly EntropyCursor Cursor => _cursor;

    /// <summary>Begins a piece between restart markers.</summary>
    public void Restart(EntropyCursor cursor)
    {
        _cursor = cursor;
        _endOfBandRun = 0;
        new Span<ComponentState>(workspace.States.Reserve(JpegFrame.MaxComponents), JpegFrame.MaxComponents).Clear();
    }

    /// <summary>Decodes MCUs of a scan with several components.</summary>
    /// <param name="row">The row of MCUs.</param>
    /// <param name="column">The first MCU in it.</param>
    /// <param name="count">How many.</param>
    /// <returns>Whether they are sound.</returns>
    public bool TryDecodeMcus(int row, int column, int count)
    {
        if (_frame.IsProgressive)
        {
            return TryDecodeDc(row, column, count, isInterleaved: true);
        }

        for (; count > 0; count--, column++)
        {
            for (var i = 0; i < _scan.ComponentCount; i++)
            {
                var number = _scan.Components[i];
                var component = _frame.Components[number];
                for (var y = 0; y < component.Vertical; y++)
                {
                    var plane = workspace.Planes[number];
                    var first = plane.IndexOf((row * component.Vertical) + y, column * component.Horizontal);
                    if (!TryDecodeSequential(i, plane, first, component.Horizontal))
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    /// <summary>Decodes blocks of a scan with one component.</summary>
    /// <param name="row">The row of blocks.</param>
    /// <param name="column">The first block in it.</param>
    /// <param name="count">How many.</param>
    /// <returns>Whether they are sound.</returns>
    public bool TryDecodeBlocks(int row, int column, int count)
    {
        var plane = workspace.Planes[_scan.Components[0]];
        var first = plane.IndexOf(row, column);
        if (!_frame.IsProgressive)
        {
            return TryDecodeSequential(0, plane, first, count);
        }

        if (_scan.SpectralStart == 0)
        {
            return TryDecodeDc(row, column, count, isInterleaved: false);
        }

        return _scan.ApproximationHigh == 0
            ? ProgressiveAcDecoder.TryDecode(
                ref _cursor, workspace.PlainAc[_scan.AcTables[0]], _scan, plane, first, count, ref _endOfBandRun)
            : RefinementDecoder.TryDecode(
                ref _cursor, workspace.Refining[_scan.AcTables[0]], _scan, plane, first, count, ref _endOfBandRun);
    }

    private bool TryDecodeDc(int row, int column, int count, bool isInterleaved)
    {
        var plan = stackalloc DcBlockPlan[JpegFrame.MaxBlocksInMcu];
        var planEnd = plan;
        for (var i = 0; i < _scan.ComponentCount; i++)
        {
            var component = _frame.Components[_scan.Components[i]];
            var plane = workspace.Planes[_scan.Components[i]];
            var dc = workspace.Dc[_scan.DcTables[i]];
            var (wide, high) = isInterleaved ? (component.Horizontal, component.Vertical) : (1, 1);
            for (var y = 0; y < high; y++)
            {
                for (var x = 0; x < wide; x++)
                {
                    *planEnd++ = new DcBlockPlan
                    {
                        Entries = dc.Entries,
                        Short = dc.Decoding.Short,
                        Long = dc.Decoding.Long,
                        Predictor = &workspace.States.Pointer[i].Predictor,
                        Next = plane.Dc + plane.IndexOf((row * high) + y, (column * wide) + x),
                        Stride = wide,
                    };
                }
            }
        }

        return _scan.ApproximationHigh == 0
            ? ProgressiveDcDecoder.TryDecodeFirst(ref _cursor, plan, planEnd, count, _scan.ApproximationLow)
            : ProgressiveDcDecoder.TryDecodeRefinement(ref _cursor, plan, planEnd, count, _scan.ApproximationLow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryDecodeSequential(int component, CoefficientPlane plane, nint first, int count)
    {
        var source = new BitSource(_cursor);
        var dc = workspace.Dc[_scan.DcTables[component]];
        var ac = workspace.PlainAc[_scan.AcTables[component]];
        var entries = ac.Entries;
        var shortCodes = ac.Decoding.Short;
        var longCodes = ac.Decoding.Long;
        var state = workspace.States.Pointer + component;
        for (var block = first; block < first + count; block++)
        {
            var levels = plane.LevelsOf(block);
            var known = 0UL;
            if (source.Next > _cursor.Limit)
            {
                return false;
            }

            source.Refill();
            var size = source.TakeSymbol(dc.Decoding.Short, dc.Decoding.Long);
            if ((uint)size > 11)
            {
                return false;
            }

            var predictor = state->Predictor + source.TakeValue(size);
            if (predictor != (short)predictor)
            {
                return false;
            }

            state->Predictor = predictor;
            plane.Dc[block] = (short)predictor;
            for (var k = 1; k < CoefficientPlane.BlockSize; k++)
            {
                source.Refill();
                var entry = entries[source.Bits >> (64 - DecodingTable.WindowBits)];
                if (entry != 0)
                {
                    source.Take(entry & CoefficientTable.TakenMask);
                    var at = k + ((entry >> CoefficientTable.RunShift) & CoefficientTable.RunMask);
                    k += ((entry >> CoefficientTable.AdvanceShift) & CoefficientTable.AdvanceMask) - 1;
                    if (k >= CoefficientTable.EndOfBlock)
                    {
                        break;
                    }

                    if (k >= CoefficientPlane.BlockSize)
                    {
                        return false;
                    }

                    levels[at] = (short)(entry >> CoefficientTable.ValueShift);
                    known |= 1UL << at;
                    continue;
                }

                var symbol = source.TakeSymbol(shortCodes, longCodes);
                if (symbol < 0)
                {
                    return false;
                }

                k += symbol >> 4;
                size = symbol & 15;
                if (size == 0)
                {
                    if (symbol != 0xF0)
                    {
                        break;
                    }

                    continue;
                }

                if (k >= CoefficientPlane.BlockSize || size > 10)
                {
                    return false;
                }

                levels[k] = (short)source.TakeValue(size);
                known |= 1UL << k;
            }

            plane.Known[block] = known;
        }

        source.Save(ref _cursor);
        return true;
    }
}
