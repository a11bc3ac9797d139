using System.Runtime.CompilerServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Decodes the first scans of AC coefficients of progressive files (ITU-T T.81, G.1.2.2).</summary>
internal static unsafe class ProgressiveAcDecoder
{

    /// <summary>Decodes blocks.</summary>
    /// <param name="cursor">Where to read.</param>
    /// <param name="table">The codes.</param>
    /// <param name="scan">The scan.</param>
    /// <param name="plane">The component.</param>
    /// <param name="first">The number of the first block.</param>
    /// <param name="count">How many blocks.</param>
    /// <param name="endOfBandRun">The blocks that have no symbols, from the first one on.</param>
    /// <returns>Whether they are sound.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryDecode(
        ref EntropyCursor cursor, CoefficientTable table, JpegScan scan, CoefficientPlane plane, nint first, int count,
        ref int endOfBandRun)
    {
        var source = new BitSource(cursor);
        var blocks = plane.LevelsOf(first);
        var known = plane.Known + first;
        var (start, end, low) = (scan.SpectralStart, scan.SpectralEnd, scan.ApproximationLow);
        var entries = table.Entries;
        var shortCodes = table.Decoding.Short;
        var longCodes = table.Decoding.Long;
        while (count > 0)
        {
            if (endOfBandRun > 0)
            {
                var skipped = Math.Min(endOfBandRun, count);
                endOfBandRun -= skipped;
                count -= skipped;
                blocks += skipped * CoefficientPlane.BlockSize;
                known += skipped;
                continue;
            }

            if (source.Next > cursor.Limit)
            {
                return false;
            }

            var found = 0UL;
            for (var k = start; k <= end; k++)
            {
                source.Refill();
                var entry = entries[source.Bits >> (64 - DecodingTable.WindowBits)];
                if (entry >> CoefficientTable.ValueShift != 0)
                {
                    k += (entry >> CoefficientTable.RunShift) & CoefficientTable.RunMask;
                    var level = (entry >> CoefficientTable.ValueShift) << low;
                    if (k > end || level != (short)level)
                    {
                        return false;
                    }

                    source.Take(entry & CoefficientTable.TakenMask);
                    blocks[k] = (short)level;
                    found |= 1UL << k;
                    continue;
                }

                var symbol = source.TakeSymbol(shortCodes, longCodes);
                if (symbol < 0)
                {
                    return false;
                }

                var (run, size) = (symbol >> 4, symbol & 15);
                if (size == 0)
                {
                    if (run != AcSymbol.MaxRun)
                    {
                        endOfBandRun = (1 << run) + source.TakeBits(run) - 1;
                        break;
                    }

                    k += AcSymbol.MaxRun;
                    continue;
                }

                k += run;
                var value = source.TakeValue(size) << low;
                if (k > end || value != (short)value)
                {
                    return false;
                }

                blocks[k] = (short)value;
                found |= 1UL << k;
            }

            *known++ |= found;
            blocks += CoefficientPlane.BlockSize;
            count--;
        }

        source.Save(ref cursor);
        return true;
    }
}
