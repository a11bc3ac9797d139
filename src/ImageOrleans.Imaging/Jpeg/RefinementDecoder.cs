using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Decodes the scans of progressive files that add a bit to AC coefficients (ITU-T T.81, G.1.2.3).</summary>
/// <remarks>
/// A symbol goes to the zero behind a run of zeros, and each coefficient on the way that is known already takes a correction bit.
/// Both are counted in masks of a bit for each coefficient, so that nothing depends on a branch but the end of the band. The
/// correction bits are collected, and added to the block at once.
/// </remarks>
internal static unsafe class RefinementDecoder
{
    /// <summary>Decodes blocks.</summary>
    /// <param name="cursor">Where to read.</param>
    /// <param name="table">The codes.</param>
    /// <param name="scan">The scan.</param>
    /// <param name="plane">The component.</param>
    /// <param name="first">The number of the first block.</param>
    /// <param name="blockCount">How many blocks.</param>
    /// <param name="endOfBandRun">The blocks that have no symbols, from the first one on.</param>
    /// <returns>Whether they are sound.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryDecode(
        ref EntropyCursor cursor, RefinementTable table, JpegScan scan, CoefficientPlane plane, nint first, int blockCount,
        ref int endOfBandRun)
    {
        // Everything in locals: the bits that are read ahead live in registers.
        var next = cursor.Next;
        var bits = cursor.Bits;
        var count = cursor.Count;
        var blocks = plane.LevelsOf(first);
        var knownOfBlocks = plane.Known + first;
        var low = scan.ApproximationLow;
        var entries = table.Entries;
        var start = scan.SpectralStart;
        var end = scan.SpectralEnd;
        var band = (ulong.MaxValue >> (63 - end)) & (ulong.MaxValue << start);
        var run = endOfBandRun;
        for (; blockCount > 0; blockCount--, blocks += CoefficientPlane.BlockSize, knownOfBlocks++)
        {
            if (next > cursor.Limit)
            {
                return false;
            }

            var known = *knownOfBlocks & band;
            if (known == 0 && run > 0)
            {
                run--;
                continue;
            }

            var corrections = 0UL;
            var left = known;
            var zeros = ~known & band;
            var found = 0UL;
            var at = start - 1;
            while (run == 0)
            {
                bits |= BinaryPrimitives.ReverseEndianness(*(ulong*)next) >> count;
                next += (63 - count) >> 3;
                count |= 56;
                var entry = entries[bits >> (64 - DecodingTable.WindowBits)];
                if (entry == 0)
                {
                    int symbol = table.Decoding.Short[bits >> (64 - DecodingTable.WindowBits)];
                    if (symbol == 0)
                    {
                        symbol = table.Decoding.Long[bits >> 48];
                        if (symbol == 0)
                        {
                            return false;
                        }
                    }

                    var length = symbol >> 8;
                    var zerosToPass = (symbol >> 4) & 15;
                    var size = symbol & 15;
                    if (size > 1)
                    {
                        return false;
                    }

                    if (size == 0 && zerosToPass != AcSymbol.MaxRun)
                    {
                        bits <<= length;
                        count -= length;
                        run = (1 << zerosToPass) + (int)(bits >> 32 >> (32 - zerosToPass));
                        bits <<= zerosToPass;
                        count -= zerosToPass;
                        break;
                    }

                    // A code that is too long for the window.
                    entry = (Magnitude.Of((int)((bits << length) >> 32), 32 - size, size) << RefinementTable.ValueShift)
                        | (zerosToPass << RefinementTable.RunShift) | (length + size);
                }

                bits <<= entry;
                count -= entry & 63;

                var value = entry >> RefinementTable.ValueShift;
                var passedZeros = (entry >> RefinementTable.RunShift) & RefinementTable.RunMask;
                if (left == 0)
                {
                    // Nothing but zeros from here on.
                    at += passedZeros + 1;
                }
                else
                {
                    // What is passed on the way to the zero behind the run is corrected: all that is left, if there is none.
                    var place = NthBit(zeros, passedZeros);
                    var passed = left & (place - 1);
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
                    zeros &= 0 - (place << 1);
                    at = BitOperations.TrailingZeroCount(place);
                }

                if (at > end)
                {
                    if (value != 0)
                    {
                        return false;
                    }

                    break;
                }

                // Zero where the coefficient stays zero.
                blocks[at] = (short)(value << low);
                found |= (ulong)(value & 1) << at;
                if (at == end)
                {
                    break;
                }
            }

            *knownOfBlocks |= found;
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
                Correct(blocks, known, corrections, (short)(1 << low));
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
        var places = BlockMask.Places;
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

    /// <summary>One of the bits that are set, counted from 0 upwards; 0 when there are not so many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NthBit(ulong mask, int n)
    {
        if (Bmi2.X64.IsSupported)
        {
            return Bmi2.X64.ParallelBitDeposit(1UL << n, mask);
        }

        return NthBitOneByOne(mask, n);
    }

    /// <summary>The twin of <see cref="NthBit"/> without BMI2.</summary>
    public static ulong NthBitOneByOne(ulong mask, int n)
    {
        for (; n > 0; n--)
        {
            mask &= mask - 1;
        }

        return mask & (0 - mask);
    }
}
