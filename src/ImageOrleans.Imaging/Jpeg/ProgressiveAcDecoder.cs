using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Decodes the AC scans of progressive files (ITU-T T.81, G.1.2.2 and G.1.2.3).</summary>
internal static unsafe class ProgressiveAcDecoder
{
    private const int ZeroRun = 15;

    /// <summary>Decodes blocks of the first scan of some coefficients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryDecodeFirst(
        ref EntropyCursor cursor, CoefficientTable table, JpegScan scan, short* blocks, int count, ref int endOfBandRun)
    {
        var source = new BitSource(cursor);
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
                continue;
            }

            if (source.Next > cursor.Limit)
            {
                return false;
            }

            for (var k = start; k <= end; k++)
            {
                source.Refill();
                var entry = entries[source.Bits >> (64 - DecodingTable.WindowBits)];
                if (entry >> CoefficientTable.ValueShift != 0)
                {
                    k += (entry >> CoefficientTable.RunShift) & CoefficientTable.RunMask;
                    var found = (entry >> CoefficientTable.ValueShift) << low;
                    if (k > end || found != (short)found)
                    {
                        return false;
                    }

                    source.Take(entry & CoefficientTable.TakenMask);
                    blocks[k] = (short)found;
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
                    if (run != ZeroRun)
                    {
                        endOfBandRun = (1 << run) + source.TakeBits(run) - 1;
                        break;
                    }

                    k += ZeroRun;
                    continue;
                }

                k += run;
                var value = source.TakeValue(size) << low;
                if (k > end || value != (short)value)
                {
                    return false;
                }

                blocks[k] = (short)value;
            }

            blocks += CoefficientPlane.BlockSize;
            count--;
        }

        source.Save(ref cursor);
        return true;
    }

    /// <summary>Decodes blocks of a scan that adds a bit to some coefficients.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryDecodeRefinement(
        ref EntropyCursor cursor, CoefficientTable table, JpegScan scan, short* blocks, int count, ref int endOfBandRun)
    {
        var source = new BitSource(cursor);
        var (start, end) = (scan.SpectralStart, scan.SpectralEnd);
        var bit = 1 << scan.ApproximationLow;
        var shortCodes = table.Decoding.Short;
        var longCodes = table.Decoding.Long;
        var band = (end == 63 ? ulong.MaxValue : (1UL << (end + 1)) - 1) & (ulong.MaxValue << start);
        for (; count > 0; count--, blocks += CoefficientPlane.BlockSize)
        {
            if (source.Next > cursor.Limit)
            {
                return false;
            }

            // The coefficients that had bits before, in the order of their correction bits.
            var known = BlockMask.NonZero(blocks) & band;
            var k = start;
            if (endOfBandRun == 0)
            {
                while (k <= end)
                {
                    source.Refill();
                    var symbol = source.TakeSymbol(shortCodes, longCodes);
                    if (symbol < 0)
                    {
                        return false;
                    }

                    var (run, size) = (symbol >> 4, symbol & 15);
                    var value = 0;
                    if (size == 0)
                    {
                        if (run != ZeroRun)
                        {
                            endOfBandRun = (1 << run) + source.TakeBits(run);
                            break;
                        }
                    }
                    else if (size == 1)
                    {
                        value = source.TakeBits(1) == 1 ? bit : -bit;
                    }
                    else
                    {
                        return false;
                    }

                    // To the zero behind the run of zeros; the coefficients passed on the way get their correction bits.
                    var zeros = ~known & band & (ulong.MaxValue << k);
                    var at = NthBit(zeros, run);
                    if (at > end)
                    {
                        // The run reaches out of the band: what it passes is corrected, as in libjpeg.
                        if (value != 0)
                        {
                            return false;
                        }

                        at = end + 1;
                    }

                    var passed = known & (ulong.MaxValue << k) & (at > 63 ? ulong.MaxValue : (1UL << at) - 1);
                    Correct(ref source, blocks, passed, bit);
                    if (value != 0)
                    {
                        blocks[at] = (short)value;
                    }

                    k = at + 1;
                }
            }

            if (endOfBandRun > 0)
            {
                if (k <= end)
                {
                    Correct(ref source, blocks, known & (ulong.MaxValue << k), bit);
                }

                endOfBandRun--;
            }
        }

        source.Save(ref cursor);
        return true;
    }

    /// <summary>Reads a correction bit for each coefficient in a mask, and moves it away from zero where the bit is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Correct(ref BitSource source, short* block, ulong coefficients, int bit)
    {
        while (coefficients != 0)
        {
            source.Refill();
            for (var left = 32; left > 0 && coefficients != 0; left--)
            {
                var k = BitOperations.TrailingZeroCount(coefficients);
                coefficients &= coefficients - 1;
                var level = block[k];
                var correction = source.TakeBits(1) * bit;

                // A bit that is set already was set by a damaged file: libjpeg leaves it, too.
                if ((level & bit) == 0)
                {
                    block[k] = (short)(level + (level < 0 ? -correction : correction));
                }
            }
        }
    }

    /// <summary>The position of a bit that is set, counted from 0 upwards; 64 when there are not so many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int NthBit(ulong mask, int n)
    {
        if (Bmi2.X64.IsSupported)
        {
            return BitOperations.TrailingZeroCount(Bmi2.X64.ParallelBitDeposit(1UL << n, mask));
        }

        for (; n > 0; n--)
        {
            mask &= mask - 1;
        }

        return BitOperations.TrailingZeroCount(mask);
    }
}
