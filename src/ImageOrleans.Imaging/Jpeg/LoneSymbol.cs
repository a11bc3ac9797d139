using System.Buffers.Binary;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Takes what <see cref="SequentialDecoder"/> does not: the last coefficient of a block, behind which there is no symbol for its
/// end, and a symbol that does not fit into an entry, or with which a block ends amid one.
/// </summary>
internal static unsafe class LoneSymbol
{
    private const int End = CoefficientPlane.BlockSize - 1;

    /// <summary>Takes a symbol.</summary>
    /// <param name="state">Where the decoder stands.</param>
    /// <param name="plan">The tables.</param>
    /// <returns>Whether it is sound.</returns>
    public static bool TryTake(SequentialState* state, SequentialPlan plan)
    {
        ref var input = ref state->Input;
        input.Bits |= BinaryPrimitives.ReverseEndianness(*(ulong*)input.Next) >> input.Count;
        input.Next += (63 - input.Count) >> 3;
        input.Count |= 56;
        long entry = state->Table[input.Bits >> (64 - DecodingTable.WindowBits)];
        var after = state->Position + (entry & (SequentialEntry.AdvanceMask << SequentialEntry.AdvanceShift));
        if (after == (long)End << SequentialEntry.AdvanceShift && entry >= 0)
        {
            *state->Target = (uint)(entry + state->Position);
            state->Target[SequentialSteps.SecondHalf] = (uint)(input.Bits >> 32);
            state->Target += (entry >> SequentialEntry.KeepShift) & 1;
            Take(ref input, (int)entry & SequentialEntry.TakenMask);
            state->Leave();
            return true;
        }

        var number = (int)(state->Step - state->FirstStep);
        var block = plan.Blocks + ((number >> 1) % plan.BlocksInMcu);
        return (number & 1) == 0 ? TryTakeDc(state, block) : TryTakeAc(state, block);
    }

    private static bool TryTakeDc(SequentialState* state, BlockPlan* block)
    {
        ref var input = ref state->Input;
        var symbol = Find(input, block->DcShort, block->DcLong);
        var (length, size) = (symbol >> 8, symbol & 255);
        if (length == 0 || size > SequentialEntry.MaxDcSize)
        {
            return false;
        }

        Take(ref input, length);
        Put(state, block, size, 0);
        state->Leave();
        return true;
    }

    private static bool TryTakeAc(SequentialState* state, BlockPlan* block)
    {
        ref var input = ref state->Input;
        var symbol = Find(input, block->AcShort, block->AcLong);
        var (length, run, size) = (symbol >> 8, (symbol >> 4) & 15, symbol & 15);
        if (length == 0)
        {
            return false;
        }

        Take(ref input, length);
        var coefficient = (int)(state->Position >> SequentialEntry.AdvanceShift) + run + 1;
        bool isEnd;
        if (size == 0)
        {
            // Sixteen zeros, which may reach behind the block; or its end, as in libjpeg whatever the run is.
            isEnd = run != AcSymbol.MaxRun || coefficient >= End;
        }
        else
        {
            if (coefficient > End || size > SequentialEntry.MaxAcSize)
            {
                return false;
            }

            Put(state, block, size, coefficient);
            isEnd = coefficient == End;
        }

        state->Position = (long)coefficient << SequentialEntry.AdvanceShift;
        if (isEnd)
        {
            state->Leave();
        }

        return true;
    }

    /// <summary>A symbol, and 256 times the length of its code; 0 when no code is the beginning of the input.</summary>
    private static int Find(in EntropyCursor input, ushort* shortCodes, ushort* longCodes)
    {
        int symbol = shortCodes[input.Bits >> (64 - DecodingTable.WindowBits)];
        return symbol != 0 ? symbol : longCodes[input.Bits >> 48];
    }

    private static void Put(SequentialState* state, BlockPlan* block, int size, int coefficient)
    {
        *state->Target = (uint)(SequentialEntry.Keeps | block->ClassBits | (size << SequentialEntry.SizeShift)
            | (coefficient << SequentialEntry.AdvanceShift));
        state->Target[SequentialSteps.SecondHalf] = (uint)(state->Input.Bits >> 32);
        state->Target++;
        Take(ref state->Input, size);
    }

    private static void Take(ref EntropyCursor input, int bits)
    {
        input.Bits <<= bits;
        input.Count -= bits;
    }
}
