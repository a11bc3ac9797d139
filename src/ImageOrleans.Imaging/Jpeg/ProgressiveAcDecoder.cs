using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
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
        ref EntropyCursor cursor, CoefficientTable table, JpegScan scan, short* blocks, int blockCount, ref int endOfBandRun)
    {
        // Everything in locals: the bits that are read ahead live in registers.
        var next = cursor.Next;
        var bits = cursor.Bits;
        var count = cursor.Count;
        var start = scan.SpectralStart;
        var end = scan.SpectralEnd;
        var bit = 1 << scan.ApproximationLow;
        var shortCodes = table.Decoding.Short;
        var longCodes = table.Decoding.Long;
        var band = (end == 63 ? ulong.MaxValue : (1UL << (end + 1)) - 1) & (ulong.MaxValue << start);
        var run = endOfBandRun;
        for (; blockCount > 0; blockCount--, blocks += CoefficientPlane.BlockSize)
        {
            if (next > cursor.Limit)
            {
                return false;
            }

            // The coefficients that had bits before get a correction bit each, in this order, between the other symbols. The bits
            // are collected, and added to the block at once.
            var known = BlockMask.NonZero(blocks) & band;
            if (known == 0 && run > 0)
            {
                run--;
                continue;
            }

            var corrections = 0UL;
            var left = known;
            var zeros = ~known & band;
            while (run == 0)
            {
                bits |= BinaryPrimitives.ReverseEndianness(*(ulong*)next) >> count;
                next += (63 - count) >> 3;
                count |= 56;
                int symbol = shortCodes[bits >> (64 - DecodingTable.WindowBits)];
                if (symbol == 0)
                {
                    symbol = longCodes[bits >> 48];
                    if (symbol == 0)
                    {
                        return false;
                    }
                }

                bits <<= symbol >> 8;
                count -= symbol >> 8;
                var zerosToPass = (symbol >> 4) & 15;
                var size = symbol & 15;
                if (size > 1)
                {
                    return false;
                }

                if (size == 0 && zerosToPass != ZeroRun)
                {
                    run = (1 << zerosToPass) + (int)(bits >> 32 >> (32 - zerosToPass));
                    bits <<= zerosToPass;
                    count -= zerosToPass;
                    break;
                }

                var isNegative = (long)bits >= 0;
                bits <<= size;
                count -= size;

                // To the zero behind the run of zeros; what is passed on the way is corrected.
                var at = NthBit(zeros, zerosToPass);
                var passed = at > 63 ? left : left & ((1UL << at) - 1);
                left ^= passed;
                var corrected = BitOperations.PopCount(passed);
                while (corrected > count)
                {
                    // More than there are bits at hand.
                    corrections = (corrections << 32) | (bits >> 32);
                    bits <<= 32;
                    count -= 32;
                    corrected -= 32;
                    bits |= BinaryPrimitives.ReverseEndianness(*(ulong*)next) >> count;
                    next += (63 - count) >> 3;
                    count |= 56;
                }

                corrections = (corrections << corrected) | (bits >> 1 >> (63 - corrected));
                bits <<= corrected;
                count -= corrected;
                if (at > 63)
                {
                    if (size != 0)
                    {
                        return false;
                    }

                    break;
                }

                if (size != 0)
                {
                    blocks[at] = (short)(isNegative ? -bit : bit);
                }

                zeros &= ulong.MaxValue << at << 1;
                if (at == end)
                {
                    break;
                }
            }

            if (run > 0)
            {
                run--;
                for (var corrected = BitOperations.PopCount(left); corrected > 0;)
                {
                    bits |= BinaryPrimitives.ReverseEndianness(*(ulong*)next) >> count;
                    next += (63 - count) >> 3;
                    count |= 56;
                    var taken = Math.Min(corrected, 48);
                    corrections = (corrections << taken) | (bits >> (64 - taken));
                    bits <<= taken;
                    count -= taken;
                    corrected -= taken;
                }
            }

            if (corrections != 0)
            {
                Correct(blocks, known, corrections, (short)bit);
            }
        }

        cursor.Next = next;
        cursor.Bits = bits;
        cursor.Count = count;
        endOfBandRun = run;
        return true;
    }

    /// <summary>Moves coefficients away from zero, where their correction bit is set.</summary>
    /// <param name="block">The block.</param>
    /// <param name="known">The coefficients that have a correction bit.</param>
    /// <param name="corrections">The bits; that of the last coefficient is bit 0.</param>
    /// <param name="bit">How far they are moved.</param>
    private static void Correct(short* block, ulong known, ulong corrections, short bit)
    {
        var moved = DepositReversed(corrections, known);
        var places = Vector256.Create((short)1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, -32768);
        for (var i = 0; i < CoefficientPlane.BlockSize; i += Vector256<short>.Count)
        {
            var levels = Vector256.Load(block + i);
            var sign = levels >> 15;

            // A bit that is there already, which only faulty encoders send again, is left as libjpeg leaves it.
            var isMoved = Vector256.Equals(Vector256.Create((short)(moved >> i)) & places, places)
                & Vector256.Equals(levels & Vector256.Create(bit), Vector256<short>.Zero);
            (levels + (((isMoved & Vector256.Create(bit)) ^ sign) - sign)).Store(block + i);
        }
    }

    /// <summary>Puts bits to the places of a mask, the last one to the last place.</summary>
    public static ulong DepositReversed(ulong bits, ulong mask)
    {
        if (Bmi2.X64.IsSupported)
        {
            var reversed = BinaryPrimitives.ReverseEndianness(bits);
            reversed = ((reversed >> 4) & 0x0F0F0F0F0F0F0F0F) | ((reversed & 0x0F0F0F0F0F0F0F0F) << 4);
            reversed = ((reversed >> 2) & 0x3333333333333333) | ((reversed & 0x3333333333333333) << 2);
            reversed = ((reversed >> 1) & 0x5555555555555555) | ((reversed & 0x5555555555555555) << 1);
            return Bmi2.X64.ParallelBitDeposit(reversed >> (64 - BitOperations.PopCount(mask)), mask);
        }

        return DepositReversedOneByOne(bits, mask);
    }

    /// <summary>The twin of <see cref="DepositReversed"/> without BMI2.</summary>
    public static ulong DepositReversedOneByOne(ulong bits, ulong mask)
    {
        var result = 0UL;
        for (; mask != 0; bits >>= 1)
        {
            var last = 1UL << (63 - BitOperations.LeadingZeroCount(mask));
            result |= (bits & 1) != 0 ? last : 0;
            mask ^= last;
        }

        return result;
    }

    /// <summary>The position of a bit that is set, counted from 0 upwards; 64 when there are not so many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int NthBit(ulong mask, int n)
    {
        if (Bmi2.X64.IsSupported)
        {
            return BitOperations.TrailingZeroCount(Bmi2.X64.ParallelBitDeposit(1UL << n, mask));
        }

        return NthBitOneByOne(mask, n);
    }

    /// <summary>The twin of <see cref="NthBit"/> without BMI2.</summary>
    public static int NthBitOneByOne(ulong mask, int n)
    {
        for (; n > 0; n--)
        {
            mask &= mask - 1;
        }

        return BitOperations.TrailingZeroCount(mask);
    }
}
