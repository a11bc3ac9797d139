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
/// <item>A look is the same for DC, AC and the end of a block, and nothing in it depends on a branch: where a block ends is
/// mispredicted every time, and takes as long as two looks. The entry tells whether the next one comes from the same table, and the
/// distance to the other is added under a mask.</item>
/// <item>A token is stored after each look, and the target advances only where it holds something.</item>
/// <item>Values are not looked at: a token has the bits they are in.</item>
/// <item>Bits are refilled without a branch, eight bytes at a time (F. Giesen, "Reading bits in far too many ways", variant 4), and
/// only after three looks: three times <see cref="SequentialEntry.MaxBits"/> is 54, and 56 are there.</item>
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

    /// <summary>Decodes MCUs.</summary>
    /// <param name="cursor">Where to read.</param>
    /// <param name="plan">The steps; the tokens go to its <see cref="SequentialPlan.Tokens"/>.</param>
    /// <param name="mcus">How many MCUs, up to <see cref="SequentialPlan.MaxMcus"/>.</param>
    /// <returns>Behind the last token; null when the data is damaged.</returns>
    public static uint* Decode(ref EntropyCursor cursor, SequentialPlan plan, int mcus)
    {
        var state = new SequentialState
        {
            Input = cursor,
            Target = plan.Tokens,
            Table = plan.FirstTable,
            Step = plan.Distances,
            LastStep = plan.EndAfter(mcus),
        };
        while (true)
        {
            Run(&state);
            if (state.Step == state.LastStep)
            {
                cursor = state.Input;
                return state.Target;
            }

            if (state.Input.Next > state.Input.Limit || !LoneSymbol.TryTake(&state, plan))
            {
                return null;
            }
        }
    }

    /// <summary>Decodes up to the last step, to a symbol that is to be taken alone, or to the limit of the input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run(SequentialState* state)
    {
        var next = state->Input.Next;
        var bits = state->Input.Bits;
        var count = state->Input.Count;
        var target = state->Target;
        var table = state->Table;
        var step = state->Step;
        var distance = *step;
        var position = state->Position;
        long entry;
        long after;
        while (step != state->LastStep && next <= state->Input.Limit)
        {
            // Entries were subtracted whole: their other bits are above those that count.
            count &= 63;
            bits |= BinaryPrimitives.ReverseEndianness(*(ulong*)next) >> count;
            next += (63 - count) >> 3;
            count |= 56;

            entry = table[bits >> (64 - DecodingTable.WindowBits)];
            after = position + (entry & AfterMask);
            *target = (uint)(entry + position);
            target[SequentialPlan.SecondHalf] = (uint)(bits >> 32);
            if (after >= End)
            {
                break;
            }

            target += (entry >> SequentialEntry.KeepShift) & 1;
            bits <<= (int)entry;
            count -= (int)entry;
            var leaves = entry >> 63;
            table = (int*)((byte*)table + (distance & leaves));
            position = after & ~leaves;
            step -= leaves;
            distance = *step;

            entry = table[bits >> (64 - DecodingTable.WindowBits)];
            after = position + (entry & AfterMask);
            *target = (uint)(entry + position);
            target[SequentialPlan.SecondHalf] = (uint)(bits >> 32);
            if (after >= End)
            {
                break;
            }

            target += (entry >> SequentialEntry.KeepShift) & 1;
            bits <<= (int)entry;
            count -= (int)entry;
            leaves = entry >> 63;
            table = (int*)((byte*)table + (distance & leaves));
            position = after & ~leaves;
            step -= leaves;
            distance = *step;

            entry = table[bits >> (64 - DecodingTable.WindowBits)];
            after = position + (entry & AfterMask);
            *target = (uint)(entry + position);
            target[SequentialPlan.SecondHalf] = (uint)(bits >> 32);
            if (after >= End)
            {
                break;
            }

            target += (entry >> SequentialEntry.KeepShift) & 1;
            bits <<= (int)entry;
            count -= (int)entry;
            leaves = entry >> 63;
            table = (int*)((byte*)table + (distance & leaves));
            position = after & ~leaves;
            step -= leaves;
            distance = *step;
        }

        state->Input.Next = next;
        state->Input.Bits = bits;
        state->Input.Count = count & 63;
        state->Target = target;
        state->Table = table;
        state->Step = step;
        state->Position = position;
    }
}
