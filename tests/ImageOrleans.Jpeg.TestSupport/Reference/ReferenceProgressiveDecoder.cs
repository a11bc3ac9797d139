namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>The four kinds of progressive scans (T.81 G.1.2, G.2).</summary>
/// <param name="reader">The scan's data.</param>
/// <param name="start">Ss, the first coefficient of the band.</param>
/// <param name="end">Se, the last one.</param>
/// <param name="high">Ah, the bit position of the scan before; 0 for the first scan.</param>
/// <param name="low">Al, this scan's bit position.</param>
internal sealed class ReferenceProgressiveDecoder(ReferenceBitReader reader, int start, int end, int high, int low)
    : ReferenceCoefficientDecoder
{
    private int _endOfBandRun;

    /// <inheritdoc/>
    public override void Decode(ReferenceScanComponent component, short[] block)
    {
        switch (start == 0, high == 0)
        {
            case (true, true):
                Store(block, 0, DecodeDc(reader, component) << low);
                break;
            case (true, false):
                block[0] |= (short)(reader.ReadBit() << low);
                break;
            case (false, true):
                DecodeFirst(component.Ac!, block);
                break;
            default:
                Refine(component.Ac!, block);
                break;
        }
    }

    /// <inheritdoc/>
    public override void Restart() => _endOfBandRun = 0;

    /// <summary>G.1.2.2: the first scan of a band.</summary>
    private void DecodeFirst(ReferenceHuffmanTable table, short[] block)
    {
        if (_endOfBandRun > 0)
        {
            _endOfBandRun--;
            return;
        }

        for (var k = start; k <= end; k++)
        {
            var symbol = table.Decode(reader);
            var (run, size) = (symbol >> 4, symbol & 15);
            if (size > 0)
            {
                k += run;
                Store(block, k, reader.ReceiveExtended(size) << low);
            }
            else if (run == 15)
            {
                k += 15;
            }
            else
            {
                _endOfBandRun = (1 << run) + reader.Receive(run) - 1;
                break;
            }
        }
    }

    /// <summary>G.1.2.3, figure G.7: one more bit of each coefficient of a band.</summary>
    private void Refine(ReferenceHuffmanTable table, short[] block)
    {
        var k = start;
        while (_endOfBandRun == 0 && k <= end)
        {
            var symbol = table.Decode(reader);
            var (run, size) = (symbol >> 4, symbol & 15);
            if (size == 0 && run < 15)
            {
                _endOfBandRun = (1 << run) + reader.Receive(run);
                break;
            }

            // The new coefficient, ±1 in this bit position; none for a run of sixteen zeros.
            var value = size == 0 ? 0 : reader.ReadBit() == 1 ? 1 << low : -1 << low;
            for (; k <= end && (block[k] != 0 || run-- > 0); k++)
            {
                Correct(block, k);
            }

            if (value != 0)
            {
                Store(block, k, value);
            }

            k++;
        }

        if (_endOfBandRun > 0)
        {
            for (; k <= end; k++)
            {
                Correct(block, k);
            }

            _endOfBandRun--;
        }
    }

    /// <summary>Reads the correction bit of a coefficient that is not zero.</summary>
    private void Correct(short[] block, int k)
    {
        if (block[k] != 0 && reader.ReadBit() == 1 && (block[k] & (1 << low)) == 0)
        {
            block[k] += (short)(block[k] > 0 ? 1 << low : -1 << low);
        }
    }
}
