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
        var beyond = 0;
        for (var i = 0; i < plan.RunCount; i++)
        {
            var run = plan.Runs[i];
            var predictor = run.State->Predictor;
            var lastLevel = run.State->LastLevel;
            var scale = run.State->DcScale;
            var chain = run.State->Chain;
            var place = places;
            for (var mcu = 0; mcu < mcus; mcu++, place += plan.BlocksInMcu)
            {
                for (var block = 0; block < run.Blocks; block++)
                {
                    // The upper half of the token, which is the level.
                    var token = (short*)(tokens + place[block]) + 1;
                    predictor += *token;
                    var sign = predictor >> 31;
                    var magnitude = (predictor ^ sign) - sign;
                    var level = ((((magnitude * scale) + QuantiserDesign.DcRounding) >>> 16) ^ sign) - sign;
                    var change = level - lastLevel;
                    lastLevel = level & chain;
                    *token = (short)change;
                    beyond |= (MaxPredictor - magnitude) | (change + CompactToken.MaxDcChange) | (CompactToken.MaxDcChange - change);
                }
            }

            run.State->Predictor = predictor;
            run.State->LastLevel = lastLevel;
            places += run.Blocks;
        }

        return beyond >= 0;
    }
}
