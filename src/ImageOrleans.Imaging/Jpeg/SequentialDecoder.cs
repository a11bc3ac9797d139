using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Decodes the entropy-coded data of a sequential scan to tokens: what is left of each block when the coefficients are gone that
/// become zero. This is where the transcoder's time goes, and why it is written as it is:
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>An entry of <see cref="DroppingTable"/> takes two to three symbols at once.</item>
/// <item>A token is stored after each look, and the target advances only where it holds something: a branch on that would be
/// mispredicted every other time.</item>
/// <item>Bits are refilled without a branch, eight bytes at a time (F. Giesen, "Reading bits in far too many ways", variant 4), and
/// only after three looks: three times <see cref="AcEntry.MaxBits"/> is 54, and 56 are there.</item>
/// <item>Nothing is called within the loops over coefficients, so that everything stays in registers.</item>
/// </list>
/// Blocks whose levels are all kept (<see cref="BlockPlan.Levels"/>) are for chrominance that gets another resolution.
/// Bounds: a block writes at most 65 tokens, as each look stores at most one at a place that advances at most by one for each
/// coefficient, and the caller has room for that and one more. A level that is kept goes to a place
/// of the block, whatever the position. A block takes at most 16 + 11 bits and 63 times 16 + 15, within
/// <see cref="EntropyData.Slack"/> behind the limit that is looked at before each block.
/// </remarks>
internal static unsafe class SequentialDecoder
{
    /// <summary>The tokens that a block can have at most, with the place that is written to and not kept.</summary>
    public const int MaxTokensInBlock = 66;

    private const uint FirstAc = 1u << AcEntry.PositionShift;
    private const uint LastAc = (63u << AcEntry.PositionShift) | (FirstAc - 1);
    private const int MaxPredictor = 4095;

    /// <summary>Decodes MCUs.</summary>
    /// <param name="cursor">Where to read.</param>
    /// <param name="plan">The blocks of an MCU.</param>
    /// <param name="planEnd">Behind the last block of an MCU.</param>
    /// <param name="mcus">How many.</param>
    /// <param name="target">Where the tokens go.</param>
    /// <returns>Behind the last token; null when the data is damaged.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint* Decode(ref EntropyCursor cursor, BlockPlan* plan, BlockPlan* planEnd, int mcus, uint* target)
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
                    return null;
                }

                bits |= BinaryPrimitives.ReverseEndianness(*(ulong*)next) >> count;
                next += (63 - count) >> 3;
                count |= 56;

                int difference;
                var dc = block->Dc[bits >> (64 - DecodingTable.WindowBits)];
                if (dc != 0)
                {
                    bits <<= dc;
                    count -= dc & 63;
                    difference = dc >> 16;
                }
                else
                {
                    int symbol = block->DcShort[bits >> (64 - DecodingTable.WindowBits)];
                    if (symbol == 0)
                    {
                        symbol = block->DcLong[bits >> 48];
                    }

                    var (length, size) = (symbol >> 8, symbol & 255);
                    if (length == 0 || size > 11)
                    {
                        return null;
                    }

                    difference = Magnitude.Of((int)((bits << length) >> 32), 32 - size, size);
                    bits <<= length + size;
                    count -= length + size;
                }

                var state = block->State;
                var predictor = state->Predictor + difference;
                if ((uint)(predictor + MaxPredictor) > 2 * MaxPredictor)
                {
                    return null;
                }

                state->Predictor = predictor;
                if (block->Levels != null)
                {
                    // A block whose coefficients are all kept; the caller has set them to zero.
                    var levels = block->Levels;
                    var order = block->Order;
                    var coefficients = block->Coefficients;
                    block->Levels = levels + CoefficientPlane.BlockSize;
                    levels[0] = (short)predictor;
                    var k = 1;
                    while (true)
                    {
                        // An entry takes at most the bits of the window: there are enough for three, and for a long symbol.
                        var kept = coefficients[bits >> (64 - DecodingTable.WindowBits)];
                        if (kept == 0)
                        {
                            goto Alone;
                        }

                        levels[order[k + ((kept >> CoefficientTable.RunShift) & CoefficientTable.RunMask)]] =
                            (short)(kept >> CoefficientTable.ValueShift);
                        k += (kept >> CoefficientTable.AdvanceShift) & CoefficientTable.AdvanceMask;
                        bits <<= kept & CoefficientTable.TakenMask;
                        count -= kept & CoefficientTable.TakenMask;
                        if (k >= CoefficientPlane.BlockSize)
                        {
                            break;
                        }

                        kept = coefficients[bits >> (64 - DecodingTable.WindowBits)];
                        if (kept == 0)
                        {
                            goto Alone;
                        }

                        levels[order[k + ((kept >> CoefficientTable.RunShift) & CoefficientTable.RunMask)]] =
                            (short)(kept >> CoefficientTable.ValueShift);
                        k += (kept >> CoefficientTable.AdvanceShift) & CoefficientTable.AdvanceMask;
                        bits <<= kept & CoefficientTable.TakenMask;
                        count -= kept & CoefficientTable.TakenMask;
                        bits |= BinaryPrimitives.ReverseEndianness(*(ulong*)next) >> count;
                        next += (63 - count) >> 3;
                        count |= 56;
                        if (k < CoefficientPlane.BlockSize)
                        {
                            continue;
                        }

                        break;

                    Alone:
                        bits |= BinaryPrimitives.ReverseEndianness(*(ulong*)next) >> count;
                        next += (63 - count) >> 3;
                        count |= 56;
                        int symbol = block->AcShort[bits >> (64 - DecodingTable.WindowBits)];
                        if (symbol == 0)
                        {
                            symbol = block->AcLong[bits >> 48];
                        }

                        var (length, size) = (symbol >> 8, symbol & 15);
                        if (length == 0 || size > 10)
                        {
                            return null;
                        }

                        if (size == 0 && (symbol & 0xFF) != 0xF0)
                        {
                            bits <<= length;
                            count -= length;
                            k = CoefficientTable.EndOfBlock;
                            break;
                        }

                        k += (symbol >> 4) & 15;
                        if (k >= CoefficientPlane.BlockSize)
                        {
                            return null;
                        }

                        levels[order[k++]] = (short)Magnitude.Of((int)((bits << length) >> 32), 32 - size, size);
                        bits <<= length + size;
                        count -= length + size;
                        bits |= BinaryPrimitives.ReverseEndianness(*(ulong*)next) >> count;
                        next += (63 - count) >> 3;
                        count |= 56;
                        if (k >= CoefficientPlane.BlockSize)
                        {
                            break;
                        }
                    }

                    if (k > CoefficientPlane.BlockSize && k < CoefficientTable.EndOfBlock)
                    {
                        return null;
                    }

                    continue;
                }

                var sign = predictor >> 31;
                var level = ((((((predictor ^ sign) - sign) * state->DcScale) + QuantiserDesign.DcRounding) >> 16) ^ sign) - sign;
                var change = level - state->LastLevel;
                state->LastLevel = level & state->Chain;
                if ((uint)(change + AcEntry.MaxValue) > 2 * AcEntry.MaxValue)
                {
                    return null;
                }

                *target++ = AcEntry.Keeps | (((uint)change & AcEntry.ValueMask) << AcEntry.ValueShift) | block->ClassBits;

                var ac = block->Ac;
                var position = FirstAc;
                uint entry;
                uint after;
            Looks:
                while (true)
                {
                    bits |= BinaryPrimitives.ReverseEndianness(*(ulong*)next) >> count;
                    next += (63 - count) >> 3;
                    count |= 56;

                    entry = ac[bits >> (64 - DecodingTable.WindowBits)];
                    after = position + ((entry & AcEntry.AdvanceMask) << (AcEntry.PositionShift - AcEntry.AdvanceShift));
                    *target = entry + position;
                    if (after > LastAc)
                    {
                        break;
                    }

                    target += entry >> 31;
                    bits <<= (int)entry;
                    count -= (int)(entry & 31);

                    entry = ac[bits >> (64 - DecodingTable.WindowBits)];
                    position = after + ((entry & AcEntry.AdvanceMask) << (AcEntry.PositionShift - AcEntry.AdvanceShift));
                    *target = entry + after;
                    if (position > LastAc)
                    {
                        (position, after) = (after, position);
                        break;
                    }

                    target += entry >> 31;
                    bits <<= (int)entry;
                    count -= (int)(entry & 31);

                    entry = ac[bits >> (64 - DecodingTable.WindowBits)];
                    after = position + ((entry & AcEntry.AdvanceMask) << (AcEntry.PositionShift - AcEntry.AdvanceShift));
                    *target = entry + position;
                    if (after > LastAc)
                    {
                        break;
                    }

                    target += entry >> 31;
                    bits <<= (int)entry;
                    count -= (int)(entry & 31);
                    position = after;
                }

                // The block ends with the coefficient before position 64, or with an end of block that was reached within it.
                after >>= AcEntry.PositionShift;
                if (after - AcEntry.EndOfBlock - 1 < 63 || after == 64)
                {
                    target += entry >> 31;
                    bits <<= (int)entry;
                    count -= (int)(entry & 31);
                }
                else
                {
                    // A symbol alone: its value reaches out of the window, or the block ends amid an entry.
                    bits |= BinaryPrimitives.ReverseEndianness(*(ulong*)next) >> count;
                    next += (63 - count) >> 3;
                    count |= 56;

                    int length, run, size;
                    if ((entry & AcEntry.AdvanceMask) == AcEntry.Escape << AcEntry.AdvanceShift && (entry & (31u << 20)) != 0)
                    {
                        run = (int)(entry >> 14) & 15;
                        length = (int)(entry >> 20) & 31;
                        size = (int)(entry >> 25) & 15;
                    }
                    else
                    {
                        int symbol = block->AcShort[bits >> (64 - DecodingTable.WindowBits)];
                        if (symbol == 0)
                        {
                            symbol = block->AcLong[bits >> 48];
                        }

                        if (symbol == 0)
                        {
                            return null;
                        }

                        length = symbol >> 8;
                        run = (symbol >> 4) & 15;
                        size = symbol & 15;
                    }

                    var value = Magnitude.Of((int)((bits << length) >> 32), 32 - size, size);
                    bits <<= length + size;
                    count -= length + size;
                    after = (position >> AcEntry.PositionShift) + (uint)run;
                    if (size == 0)
                    {
                        if (run == 15 && after < 63)
                        {
                            position = (after + 1) << AcEntry.PositionShift;
                            goto Looks;
                        }
                    }
                    else
                    {
                        if (after > 63 || size > 10)
                        {
                            return null;
                        }

                        *target++ = AcEntry.Token(block->ClassBits, (int)after, value);
                        if (after < 63)
                        {
                            position = (after + 1) << AcEntry.PositionShift;
                            goto Looks;
                        }
                    }
                }

                *target++ = AcEntry.EndOfBlockToken | block->ClassBits;
            }
        }

        cursor.Next = next;
        cursor.Bits = bits;
        cursor.Count = count;
        return target;
    }
}
