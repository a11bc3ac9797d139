using System.Runtime.CompilerServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Decodes the blocks of one scan into planes.</summary>
/// <param name="workspace">The scan, its tables and the planes.</param>
internal unsafe ref struct ScanDecoder(JpegWorkspace workspace)
{
    private readonly JpegFrame _frame = workspace.Headers.Frame;
    private readonly JpegScan _scan = workspace.Headers.Scan;
    private EntropyCursor _cursor;
    private PredictorSet _predictors;
    private int _endOfBandRun;

    /// <summary>Where it stands.</summary>
    public readonly EntropyCursor Cursor => _cursor;

    /// <summary>Begins a piece between restart markers.</summary>
    public void Restart(EntropyCursor cursor)
    {
        _cursor = cursor;
        _predictors = default;
        _endOfBandRun = 0;
    }

    /// <summary>Decodes MCUs of a scan with several components.</summary>
    /// <param name="row">The row of MCUs.</param>
    /// <param name="column">The first MCU in it.</param>
    /// <param name="count">How many.</param>
    /// <returns>Whether they are sound.</returns>
    public bool TryDecodeMcus(int row, int column, int count)
    {
        for (; count > 0; count--, column++)
        {
            for (var i = 0; i < _scan.ComponentCount; i++)
            {
                var number = _scan.Components[i];
                var component = _frame.Components[number];
                for (var y = 0; y < component.Vertical; y++)
                {
                    var blocks = workspace.Planes[number].Block(
                        (row * component.Vertical) + y, column * component.Horizontal);
                    if (!TryDecode(i, blocks, component.Horizontal))
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
    public bool TryDecodeBlocks(int row, int column, int count) =>
        TryDecode(0, workspace.Planes[_scan.Components[0]].Block(row, column), count);

    private bool TryDecode(int component, short* blocks, int count)
    {
        if (!_frame.IsProgressive)
        {
            return TryDecodeSequential(component, blocks, count);
        }

        return (_scan.SpectralStart, _scan.ApproximationHigh) switch
        {
            (0, 0) => TryDecodeDcFirst(component, blocks, count),
            (0, _) => TryDecodeDcRefinement(blocks, count),
            (_, 0) => ProgressiveAcDecoder.TryDecodeFirst(
                ref _cursor, workspace.PlainAc[_scan.AcTables[0]], _scan, blocks, count, ref _endOfBandRun),
            _ => ProgressiveAcDecoder.TryDecodeRefinement(
                ref _cursor, workspace.PlainAc[_scan.AcTables[0]], _scan, blocks, count, ref _endOfBandRun),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryDecodeSequential(int component, short* blocks, int count)
    {
        var source = new BitSource(_cursor);
        var dc = workspace.Dc[_scan.DcTables[component]];
        var ac = workspace.PlainAc[_scan.AcTables[component]];
        var entries = ac.Entries;
        var shortCodes = ac.Decoding.Short;
        var longCodes = ac.Decoding.Long;
        for (; count > 0; count--, blocks += CoefficientPlane.BlockSize)
        {
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

            var predictor = _predictors[component] + source.TakeValue(size);
            if (predictor != (short)predictor)
            {
                return false;
            }

            _predictors[component] = predictor;
            blocks[0] = (short)predictor;
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

                    blocks[at] = (short)(entry >> CoefficientTable.ValueShift);
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

                blocks[k] = (short)source.TakeValue(size);
            }
        }

        source.Save(ref _cursor);
        return true;
    }

    private bool TryDecodeDcFirst(int component, short* blocks, int count)
    {
        var source = new BitSource(_cursor);
        var dc = workspace.Dc[_scan.DcTables[component]].Decoding;
        for (; count > 0; count--, blocks += CoefficientPlane.BlockSize)
        {
            if (source.Next > _cursor.Limit)
            {
                return false;
            }

            source.Refill();
            var size = source.TakeSymbol(dc.Short, dc.Long);
            if ((uint)size > 11)
            {
                return false;
            }

            var predictor = _predictors[component] + source.TakeValue(size);
            var level = predictor << _scan.ApproximationLow;
            if (predictor != (short)predictor || level != (short)level)
            {
                return false;
            }

            _predictors[component] = predictor;
            blocks[0] = (short)level;
        }

        source.Save(ref _cursor);
        return true;
    }

    private bool TryDecodeDcRefinement(short* blocks, int count)
    {
        var source = new BitSource(_cursor);
        for (; count > 0; count--, blocks += CoefficientPlane.BlockSize)
        {
            if (source.Next > _cursor.Limit)
            {
                return false;
            }

            source.Refill();
            blocks[0] |= (short)(source.TakeBits(1) << _scan.ApproximationLow);
        }

        source.Save(ref _cursor);
        return true;
    }

    /// <summary>The DC level of the last block of each component of the scan.</summary>
    [InlineArray(JpegFrame.MaxComponents)]
    private struct PredictorSet
    {
        private int _first;
    }
}
