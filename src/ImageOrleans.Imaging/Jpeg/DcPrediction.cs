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
        var firstRun = plan.Runs;
        var runsEnd = firstRun + plan.RunCount;
        var beyond = 0;
        for (; mcus > 0; mcus--)
        {
            for (var run = firstRun; run != runsEnd; run++)
            {
                var state = run->State;
                var predictor = state->Predictor;
                var lastLevel = state->LastLevel;
                var scale = state->DcScale;
                var chain = state->Chain;
                for (var left = run->Blocks; left > 0; left--)
                {
                    var token = tokens + *places++;
                    predictor += (int)*token >> CompactToken.LevelShift;
                    var sign = predictor >> 31;
                    var magnitude = (predictor ^ sign) - sign;
                    var level = ((((magnitude * scale) + QuantiserDesign.DcRounding) >>> 16) ^ sign) - sign;
                    var change = level - lastLevel;
                    lastLevel = level & chain;
                    *token = ((uint)change << CompactToken.LevelShift) | (ushort)*token;
                    beyond |= (MaxPredictor - magnitude) | (change + CompactToken.MaxDcChange) | (CompactToken.MaxDcChange - change);
                }

                state->Predictor = predictor;
                state->LastLevel = lastLevel;
            }
        }

        return beyond >= 0;
    }
}
