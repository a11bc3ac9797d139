using System.Numerics;
using System.Runtime.CompilerServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Makes the symbols of progressive AC scans (ITU-T T.81, G.1.2.2 and G.1.2.3; the procedures are those of libjpeg's
/// <c>jcphuff.c</c>).
/// </summary>
internal static unsafe class ProgressiveAcEncoder
{
    /// <summary>The longest run of ends of blocks that has a symbol.</summary>
    private const int MaxEndRun = 0x7FFF;

    private const int BitsInSymbol = 16;

    /// <summary>Makes the symbols of the first scan of some AC coefficients.</summary>
    /// <param name="plane">The levels.</param>
    /// <param name="scan">The scan.</param>
    /// <param name="rows">Every so many rows of blocks; 1 for all of them, and more to see what comes of it.</param>
    /// <param name="symbols">Where they go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void EncodeFirst(SparsePlane plane, ProgressiveScan scan, int rows, ScanSymbols symbols)
    {
        symbols.Start();
        var histogram = symbols.Histogram;
        var (start, end, low, wide) = (scan.Start, scan.End, scan.Low, plane.BlocksWide);
        var endRun = 0;
        for (var row = rows / 2; row < plane.BlocksHigh; row += rows)
        {
            symbols.Expect(((nuint)wide * CoefficientPlane.BlockSize) + 1);
            var target = symbols.Next;
            for (var (block, beyond) = (row * wide, (row + 1) * wide); block < beyond; block++)
            {
                var last = start - 1;
                for (var token = plane.Block(block); *token != 0; token++)
                {
                    var position = (int)*token & SparsePlane.PositionMask;
                    if (position < start)
                    {
                        continue;
                    }

                    if (position > end)
                    {
                        break;
                    }

                    var level = (int)*token >> SparsePlane.LevelShift;
                    var sign = level >> 31;
                    var magnitude = ((level ^ sign) - sign) >> low;
                    if (magnitude == 0)
                    {
                        continue;
                    }

                    if (endRun > 0)
                    {
                        *target++ = EndRun(histogram, endRun);
                        endRun = 0;
                    }

                    var run = position - last - 1;
                    for (; run > 15; run -= 16)
                    {
                        *target++ = ScanSymbols.Of(histogram, AcSymbol.ZeroRun, 0, 0);
                    }

                    var size = 32 - BitOperations.LeadingZeroCount((uint)magnitude);
                    var bits = (uint)(magnitude ^ sign) & ((1u << size) - 1);
                    *target++ = ScanSymbols.Of(histogram, (run << 4) | size, bits, size);
                    last = position;
                }

                if (last != end && ++endRun == MaxEndRun)
                {
                    *target++ = EndRun(histogram, endRun);
                    endRun = 0;
                }
            }

            symbols.Next = target;
        }

        if (endRun > 0)
        {
            symbols.Expect(1);
            *symbols.Next++ = EndRun(histogram, endRun);
        }
    }

    /// <summary>Makes the symbols of a scan that adds a bit to some AC coefficients.</summary>
    /// <param name="plane">The levels.</param>
    /// <param name="scan">The scan.</param>
    /// <param name="rows">Every so many rows of blocks; 1 for all of them, and more to see what comes of it.</param>
    /// <param name="symbols">Where they go.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void EncodeRefinement(SparsePlane plane, ProgressiveScan scan, int rows, ScanSymbols symbols)
    {
        // Correction bits of the blocks in a run of ends, which follow its symbol. A block adds at most four pieces.
        const int maxPending = 1000;
        const int maxAdded = CoefficientPlane.BlockSize / BitsInSymbol;
        var pending = stackalloc uint[maxPending + maxAdded];
        var pendingCount = 0;
        symbols.Start();
        var histogram = symbols.Histogram;
        var (start, end, low, wide) = (scan.Start, scan.End, scan.Low, plane.BlocksWide);
        var endRun = 0;
        for (var row = rows / 2; row < plane.BlocksHigh; row += rows)
        {
            // A level gives one symbol and perhaps one with correction bits; zeros give few. What waits comes from rows before.
            symbols.Expect(((nuint)wide * 3 * CoefficientPlane.BlockSize) + maxPending + maxAdded);
            var target = symbols.Next;
            for (var (block, beyond) = (row * wide, (row + 1) * wide); block < beyond; block++)
            {
                var tokens = plane.Block(block);
                var lastNew = LastNew(tokens, start, end, low);
                var last = start - 1;
                var run = 0;
                var corrections = 0UL;
                var correctionCount = 0;
                for (; *tokens != 0; tokens++)
                {
                    var position = (int)*tokens & SparsePlane.PositionMask;
                    if (position < start)
                    {
                        continue;
                    }

                    if (position > end)
                    {
                        break;
                    }

                    var level = (int)*tokens >> SparsePlane.LevelShift;
                    var magnitude = Math.Abs(level) >> low;
                    if (magnitude == 0)
                    {
                        continue;
                    }

                    run += position - last - 1;
                    last = position;
                    while (run > 15 && position <= lastNew)
                    {
                        target = PutEndRun(histogram, ref endRun, pending, ref pendingCount, target);
                        *target++ = ScanSymbols.Of(histogram, AcSymbol.ZeroRun, 0, 0);
                        target = PutBits(corrections, ref correctionCount, target);
                        run -= 16;
                    }

                    if (magnitude > 1)
                    {
                        corrections = (corrections << 1) | (uint)(magnitude & 1);
                        correctionCount++;
                        continue;
                    }

                    target = PutEndRun(histogram, ref endRun, pending, ref pendingCount, target);
                    *target++ = ScanSymbols.Of(histogram, (run << 4) | 1, level < 0 ? 0u : 1u, 1);
                    target = PutBits(corrections, ref correctionCount, target);
                    run = 0;
                }

                if (run + end - last > 0 || correctionCount > 0)
                {
                    endRun++;
                    pendingCount = (int)(PutBits(corrections, ref correctionCount, pending + pendingCount) - pending);
                    if (endRun == MaxEndRun || pendingCount > maxPending)
                    {
                        target = PutEndRun(histogram, ref endRun, pending, ref pendingCount, target);
                    }
                }
            }

            symbols.Next = target;
        }

        symbols.Expect(maxPending + maxAdded + 1);
        symbols.Next = PutEndRun(histogram, ref endRun, pending, ref pendingCount, symbols.Next);
    }

    /// <summary>The position of the last coefficient that becomes other than zero with this bit; 0 if there is none.</summary>
    private static int LastNew(uint* tokens, int start, int end, int low)
    {
        var last = 0;
        for (; *tokens != 0; tokens++)
        {
            var position = (int)*tokens & SparsePlane.PositionMask;
            if (position >= start && position <= end && Math.Abs((int)*tokens >> SparsePlane.LevelShift) >> low == 1)
            {
                last = position;
            }
        }

        return last;
    }

    private static uint EndRun(uint* histogram, int run)
    {
        var size = BitOperations.Log2((uint)run);
        return ScanSymbols.Of(histogram, size << 4, (uint)run - (1u << size), size);
    }

    private static uint* PutEndRun(uint* histogram, ref int endRun, uint* pending, ref int pendingCount, uint* target)
    {
        if (endRun > 0)
        {
            *target++ = EndRun(histogram, endRun);
            endRun = 0;
            for (var i = 0; i < pendingCount; i++)
            {
                *target++ = pending[i];
            }

            pendingCount = 0;
        }

        return target;
    }

    private static uint* PutBits(ulong bits, ref int count, uint* target)
    {
        for (; count > 0; count -= BitsInSymbol)
        {
            var first = Math.Min(count, BitsInSymbol);
            *target++ = ScanSymbols.OfBits((uint)(bits >> (count - first)) & ((1u << first) - 1), first);
        }

        count = 0;
        return target;
    }
}
