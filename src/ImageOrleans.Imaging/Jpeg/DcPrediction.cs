using System.Runtime.CompilerServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Brings the DC levels of a sequential scan to the result's steps: they are coded as differences, in the file and in the result.</summary>
internal static unsafe class DcPrediction
{
    private const int MaxPredictor = 4095;

    /// <summary>Makes the differences of the file in DC tokens to those of the result, or to its levels.</summary>
    /// <param name="tokens">The tokens, see <see cref="CompactToken"/>.</param>
    /// <param name="places">The places of the DC tokens.</param>
    /// <param name="plan">The blocks of an MCU.</param>
    /// <param name="mcus">How many MCUs the tokens are of.</param>
    /// <returns>Whether all levels are such as a file can have.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryApply(uint* tokens, int* places, SequentialPlan plan, int mcus)
    {
        var blocks = plan.Blocks;
        var blocksEnd = blocks + plan.BlocksInMcu;
        var beyond = 0;
        for (; mcus > 0; mcus--)
        {
            for (var block = blocks; block != blocksEnd; block++)
            {
                var token = tokens + *places++;
                var state = block->State;
                var predictor = state->Predictor + ((int)*token >> CompactToken.LevelShift);
                state->Predictor = predictor;
                var sign = predictor >> 31;
                var magnitude = (predictor ^ sign) - sign;
                var level = ((((magnitude * state->DcScale) + QuantiserDesign.DcRounding) >>> 16) ^ sign) - sign;
                var change = level - state->LastLevel;
                state->LastLevel = level & state->Chain;
                *token = ((uint)change << CompactToken.LevelShift) | (ushort)*token;
                beyond |= (MaxPredictor - magnitude) | (change + CompactToken.MaxDcChange) | (CompactToken.MaxDcChange - change);
            }
        }

        return beyond >= 0;
    }
}
