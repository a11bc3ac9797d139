using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Decodes the DC scans of progressive files (ITU-T T.81, G.1.2.1), MCU by MCU of the scan.</summary>
internal static unsafe class ProgressiveDcDecoder
{
    // A refill gives at least 56 bits; a block of a refinement takes one.
    private const int BlocksInRefill = 56;
    private const int MaxSize = 11;

    /// <summary>Decodes MCUs of the first scan.</summary>
    /// <param name="cursor">Where to read.</param>
    /// <param name="plan">The blocks of an MCU, each with the place of the next one like it.</param>
    /// <param name="planEnd">Behind the last block of an MCU.</param>
    /// <param name="mcus">How many.</param>
    /// <param name="low">The bits that later scans add.</param>
    /// <returns>Whether they are sound.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryDecodeFirst(ref EntropyCursor cursor, DcBlockPlan* plan, DcBlockPlan* planEnd, int mcus, int low)
    {
        var next = cursor.Next;
        var bits = cursor.Bits;
        var count = cursor.Count;
        for (; mcus > 0; mcus--)
        {
            for (var block = plan; block != planEnd; block++)
            {
                if (next > cursor.Limit)
                {
                    return false;
                }

                bits |= BinaryPrimitives.ReverseEndianness(*(ulong*)next) >> count;
                next += (63 - count) >> 3;
                count |= 56;
                int difference;
                var dc = block->Entries[bits >> (64 - DecodingTable.WindowBits)];
                if (dc != 0)
                {
                    bits <<= dc;
                    count -= dc & 63;
                    difference = dc >> 16;
                }
                else
                {
                    int symbol = block->Short[bits >> (64 - DecodingTable.WindowBits)];
                    if (symbol == 0)
                    {
                        symbol = block->Long[bits >> 48];
                    }

                    var (length, size) = (symbol >> 8, symbol & 255);
                    if (length == 0 || size > MaxSize)
                    {
                        return false;
                    }

                    difference = Magnitude.Of((int)((bits << length) >> 32), 32 - size, size);
                    bits <<= length + size;
                    count -= length + size;
                }

                var predictor = *block->Predictor + difference;
                var level = predictor << low;
                if (predictor != (short)predictor || level != (short)level)
                {
                    return false;
                }

                *block->Predictor = predictor;
                *block->Next = (short)level;
                block->Next += block->Stride;
            }
        }

        cursor.Next = next;
        cursor.Bits = bits;
        cursor.Count = count;
        return true;
    }

    /// <summary>Decodes MCUs of a scan that adds a bit.</summary>
    /// <param name="cursor">Where to read.</param>
    /// <param name="plan">As there.</param>
    /// <param name="planEnd">As there.</param>
    /// <param name="mcus">How many.</param>
    /// <param name="low">Which bit.</param>
    /// <returns>Whether they are sound.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryDecodeRefinement(ref EntropyCursor cursor, DcBlockPlan* plan, DcBlockPlan* planEnd, int mcus, int low)
    {
        var source = new BitSource(cursor);
        var mcusInRefill = Math.Max(1, BlocksInRefill / (int)(planEnd - plan));
        while (mcus > 0)
        {
            if (source.Next > cursor.Limit)
            {
                return false;
            }

            source.Refill();
            for (var left = Math.Min(mcus, mcusInRefill); left > 0; left--, mcus--)
            {
                for (var block = plan; block != planEnd; block++)
                {
                    *block->Next |= (short)(source.TakeBits(1) << low);
                    block->Next += block->Stride;
                }
            }
        }

        source.Save(ref cursor);
        return true;
    }
}
