using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Makes the symbols of a baseline scan of tokens, eight at a time where the processor has AVX2, and one at a time elsewhere, with
/// the same results.
/// </summary>
internal static unsafe class SymbolMaker
{
    /// <summary>The symbols of a token at most: three runs of sixteen zeros before one of a coefficient.</summary>
    public const int MaxSymbols = 4;

    /// <summary>What may be written behind the symbols: a vector.</summary>
    public const int Slack = 16;

    private const int Lanes = 8;
    private const int Last = CoefficientPlane.BlockSize - 1;

    /// <summary>Makes symbols of tokens.</summary>
    /// <param name="tokens">The tokens, see <see cref="CompactToken"/>. The place before them has the one before.</param>
    /// <param name="end">Behind the last one.</param>
    /// <param name="target">
    /// Where the symbols go, see <see cref="SymbolCoding"/>: at most <see cref="MaxSymbols"/> for each token, and <see cref="Slack"/>.
    /// </param>
    /// <param name="histogram">Where they are counted, by the index of the code: two, which are added later.</param>
    /// <returns>Behind the last symbol.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint* Make(uint* tokens, uint* end, uint* target, uint* histogram)
    {
        if (Avx2.IsSupported)
        {
            for (; tokens + Lanes <= end; tokens += Lanes)
            {
                var token = Vector256.Load((int*)tokens);
                var tokenBefore = Vector256.Load((int*)tokens - 1);
                var before = tokenBefore & Vector256.Create(CompactToken.PositionMask);
                var position = token & Vector256.Create(CompactToken.PositionMask);
                var level = token >> CompactToken.LevelShift;
                var isDc = Vector256.Equals(position, Vector256<int>.Zero);
                var run = Vector256.AndNot(position - before - Vector256.Create(1), isDc);
                if (Vector256.GreaterThanAny(run, Vector256.Create(AcSymbol.MaxRun)))
                {
                    target = MakeOneByOne(tokens, tokens + Lanes, target, histogram);
                    continue;
                }

                // At DC the end of the block before, unless that has its last coefficient.
                var ends = Vector256.AndNot(isDc, Vector256.Equals(before, Vector256.Create(Last)))
                    & (Vector256.Create(SymbolCoding.EndOfLuminance)
                        + ((tokenBefore & Vector256.Create(CompactToken.ClassBit)) >>> (CompactToken.ClassShift - SymbolCoding.EndShift)));
                var size = Vector256.Max(
                    (Vector256.ConvertToSingle(Vector256.Abs(level)).AsInt32() >>> 23) - Vector256.Create(126), Vector256<int>.Zero);
                var mask = Avx2.ShiftLeftLogicalVariable(Vector256.Create(1), size.AsUInt32()) - Vector256.Create(1);
                var bits = (level + (level >> 31)) & mask;
                var index = ((token & Vector256.Create(CompactToken.ClassBit)) << 1) | Vector256.AndNot(Vector256.Create(SymbolCoding.AcBit), isDc)
                    | ends | (run << 4) | size;
                ((index << SymbolCoding.IndexShift) | bits).Store((int*)target);

                // Two histograms in turn: the same symbol twice in a row waits for its own count.
                for (var i = 0; i < Lanes; i += 2)
                {
                    histogram[target[i] >> SymbolCoding.IndexShift]++;
                    histogram[SymbolCoding.Indices + (target[i + 1] >> SymbolCoding.IndexShift)]++;
                }

                target += Lanes;
            }
        }

        return MakeOneByOne(tokens, end, target, histogram);
    }

    /// <summary>The twin of <see cref="Make"/> for one token at a time.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static uint* MakeOneByOne(uint* tokens, uint* end, uint* target, uint* histogram)
    {
        for (; tokens < end; tokens++)
        {
            var position = (int)*tokens & CompactToken.PositionMask;
            var before = (int)tokens[-1] & CompactToken.PositionMask;
            var level = (int)*tokens >> CompactToken.LevelShift;
            var tables = (*tokens & CompactToken.ClassBit) != 0 ? SymbolCoding.ClassBit : 0;
            if (position == 0)
            {
                if (before != Last)
                {
                    tables |= (tokens[-1] & CompactToken.ClassBit) != 0 ? SymbolCoding.EndOfChrominance : SymbolCoding.EndOfLuminance;
                }

                target = Put(tables, 0, level, target, histogram);
                continue;
            }

            var run = position - before - 1;
            for (; run > AcSymbol.MaxRun; run -= AcSymbol.ZerosInRun)
            {
                target = Put(tables | SymbolCoding.AcBit | AcSymbol.ZeroRun, 0, 0, target, histogram);
            }

            target = Put(tables | SymbolCoding.AcBit, run, level, target, histogram);
        }

        return target;
    }

    private static uint* Put(int tables, int run, int level, uint* target, uint* histogram)
    {
        var size = Magnitude.SizeOf(level);
        var index = (uint)(tables | (run << 4) | size);
        var bits = (uint)(level + (level >> 31)) & ((1u << size) - 1);
        *target = (index << SymbolCoding.IndexShift) | bits;
        histogram[index]++;
        return target + 1;
    }
}
