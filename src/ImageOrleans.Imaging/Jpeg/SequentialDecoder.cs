using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Decodes the entropy-coded data of a sequential scan to tokens: what is left of each block when the coefficients are gone that
/// become zero. This is where the transcoder's time goes, and why it is written as it is:
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>An entry of <see cref="DroppingTable"/> takes two to three symbols at once.</item>
/// <item>A look is the same for DC, AC and the end of a block, and nothing in it depends on a branch: where a block ends is
/// mispredicted every time, and takes as long as two looks. The entry tells whether the next one comes from the same table, and the
/// distance to the other is added under a mask.</item>
/// <item>A token is stored after each look, and the target advances only where it holds something.</item>
/// <item>Values are not looked at: a token has the bits they are in.</item>
/// <item>Bits are refilled without a branch, eight bytes at a time (F. Giesen, "Reading bits in far too many ways", variant 4), and
/// only after three looks: three times <see cref="SequentialEntry.MaxBits"/> is 54, and 56 are there.</item>
/// <item>A look waits for the one before, and takes longer than its instructions do. So two places of the data are decoded in
/// turn, the other one by <see cref="SequentialLookahead"/>: that is nearly twice as fast.</item>
/// </list>
/// Bounds: a look of AC takes one coefficient or more, or ends the block, and what leads behind position 63 is decoded alone; so a
/// block has at most 64 tokens, for which there is room. Behind the last step is one that takes nothing and does not leave. The
/// looks that are made together take at most 56 bits, and the limit is looked at before them: they read at most 8 + 7 bytes behind
/// it, and a symbol alone at most 8 more, within <see cref="EntropyData.Slack"/>.
/// </remarks>
internal static unsafe class SequentialDecoder
{
    private const int AfterMask = SequentialEntry.AdvanceMask << SequentialEntry.AdvanceShift;
    private const long End = (CoefficientPlane.BlockSize - 1L) << SequentialEntry.AdvanceShift;

    /// <summary>Who is at a symbol that is to be taken alone.</summary>
    private enum Lone
    {
        None,
        First,
        Second,
    }

    /// <summary>Decodes MCUs.</summary>
    /// <param name="cursor">Where to read.</param>
    /// <param name="plan">The tables; the tokens go to the <see cref="SequentialSteps.Tokens"/> of its steps.</param>
    /// <param name="mcus">How many MCUs, up to <see cref="SequentialPlan.MaxMcus"/>.</param>
    /// <param name="ahead">What is decoded meanwhile, if it is running.</param>
    /// <returns>Behind the last token; null when the data is damaged.</returns>
    public static uint* Decode(ref EntropyCursor cursor, SequentialPlan plan, int mcus, SequentialLookahead ahead)
    {
        var state = SequentialState.Before(cursor, plan, plan.Steps, mcus);
        while (true)
        {
            var lone = ahead.IsRunning ? RunBoth(&state, ahead.State) : Run(&state);
            if (ahead.IsRunning && (lone == Lone.Second || ahead.State->IsAtEnd))
            {
                ahead.GoOn();
            }

            if (state.Step == state.LastStep)
            {
                cursor = state.Input;
                return state.Target;
            }

            if (state.IsAtEnd || (lone == Lone.First && !LoneSymbol.TryTake(&state, plan)))
            {
                return null;
            }
        }
    }

    /// <summary>Decodes up to the last step, to a symbol that is to be taken alone, or to the limit of the input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Lone Run(SequentialState* state)
    {
        var lone = Lone.None;
        var next = state->Input.Next;
        var bits = state->Input.Bits;
        var count = state->Input.Count;
        var target = state->Target;
        var table = state->Table;
        var step = state->Step;
        var position = state->Position;
        while (step != state->LastStep && next <= state->Input.Limit)
        {
            Refill(ref next, ref bits, ref count);
            if (!TryLook(ref bits, ref count, ref target, ref table, ref step, ref position)
                || !TryLook(ref bits, ref count, ref target, ref table, ref step, ref position)
                || !TryLook(ref bits, ref count, ref target, ref table, ref step, ref position))
            {
                lone = Lone.First;
                break;
            }
        }

        Save(state, next, bits, count, target, table, step, position);
        return lone;
    }

    /// <summary>The same with two places in turn, up to where one of them stops.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Lone RunBoth(SequentialState* first, SequentialState* second)
    {
        var lone = Lone.None;
        var next1 = first->Input.Next;
        var bits1 = first->Input.Bits;
        var count1 = first->Input.Count;
        var target1 = first->Target;
        var table1 = first->Table;
        var step1 = first->Step;
        var position1 = first->Position;
        var next2 = second->Input.Next;
        var bits2 = second->Input.Bits;
        var count2 = second->Input.Count;
        var target2 = second->Target;
        var table2 = second->Table;
        var step2 = second->Step;
        var position2 = second->Position;
        while (step1 != first->LastStep && next1 <= first->Input.Limit && step2 != second->LastStep && next2 <= second->Input.Limit)
        {
            Refill(ref next1, ref bits1, ref count1);
            Refill(ref next2, ref bits2, ref count2);
            if (!TryLook(ref bits1, ref count1, ref target1, ref table1, ref step1, ref position1))
            {
                lone = Lone.First;
                break;
            }

            if (!TryLook(ref bits2, ref count2, ref target2, ref table2, ref step2, ref position2))
            {
                lone = Lone.Second;
                break;
            }

            if (!TryLook(ref bits1, ref count1, ref target1, ref table1, ref step1, ref position1))
            {
                lone = Lone.First;
                break;
            }

            if (!TryLook(ref bits2, ref count2, ref target2, ref table2, ref step2, ref position2))
            {
                lone = Lone.Second;
                break;
            }

            if (!TryLook(ref bits1, ref count1, ref target1, ref table1, ref step1, ref position1))
            {
                lone = Lone.First;
                break;
            }

            if (!TryLook(ref bits2, ref count2, ref target2, ref table2, ref step2, ref position2))
            {
                lone = Lone.Second;
                break;
            }
        }

        Save(first, next1, bits1, count1, target1, table1, step1, position1);
        Save(second, next2, bits2, count2, target2, table2, step2, position2);
        return lone;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Refill(ref byte* next, ref ulong bits, ref int count)
    {
        // Entries were subtracted whole: their other bits are above those that count.
        count &= 63;
        bits |= BinaryPrimitives.ReverseEndianness(*(ulong*)next) >> count;
        next += (63 - count) >> 3;
        count |= 56;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryLook(
        ref ulong bits, ref int count, ref uint* target, ref int* table, ref nint* step, ref long position)
    {
        long entry = table[bits >> (64 - DecodingTable.WindowBits)];
        *target = (uint)(entry + position);
        target[SequentialSteps.SecondHalf] = (uint)BitOperations.RotateRight(bits, 32);
        position += entry & AfterMask;
        if (position >= End)
        {
            position -= entry & AfterMask;
            return false;
        }

        target += (entry >> SequentialEntry.KeepShift) & 1;
        bits <<= (int)entry;
        count -= (int)entry;
        var leaves = entry >> 63;
        table = (int*)((byte*)table + (*step & leaves));
        position &= ~leaves;
        step -= leaves;
        return true;
    }

    private static void Save(
        SequentialState* state, byte* next, ulong bits, int count, uint* target, int* table, nint* step, long position)
    {
        state->Input.Next = next;
        state->Input.Bits = bits;
        state->Input.Count = count & 63;
        state->Target = target;
        state->Table = table;
        state->Step = step;
        state->Position = position;
    }
}
