using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Makes symbols of the tokens of <see cref="SequentialDecoder"/>: brings their values to the result's steps, drops what becomes
/// zero, and counts the symbols.
/// </summary>
/// <remarks>
/// A level <c>q</c> becomes <c>sign(q) × ((|q| × scale + rounding) >> 16)</c> with <c>scale = step × 65,536 / target step</c>,
/// rounded down; a scale of 65,536 leaves it as it is. Both are done eight tokens at a time with AVX2, and one at a time elsewhere,
/// with the same results.
/// </remarks>
internal static unsafe class TokenRequantiser
{
    /// <summary>What may be read and written behind the tokens and symbols: a vector.</summary>
    public const int Slack = 16;

    private const int Lanes = 8;

    /// <summary>Whether the fast path is there.</summary>
    public static bool IsVectorised => Avx2.IsSupported && Bmi2.X64.IsSupported;

    /// <summary>Brings tokens to the result's steps, in place: level, class and position of what is left.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="end">Behind the last one.</param>
    /// <param name="scales">The scale for each position, for luminance and then for chrominance; 65,536 for position 0.</param>
    /// <param name="rounding">What is added before the division, 0 to 65,535.</param>
    /// <returns>Behind the last one that is left.</returns>
    public static uint* Requantise(uint* tokens, uint* end, int* scales, int rounding)
    {
        var target = tokens;
        if (IsVectorised)
        {
            var roundings = Vector256.Create(rounding);
            for (; tokens + Lanes <= end; tokens += Lanes)
            {
                var token = Vector256.Load((int*)tokens);
                var position = (token >>> AcEntry.PositionShift) & Vector256.Create(63);
                var index = position + ((token >>> (AcEntry.ClassShift - 6)) & Vector256.Create(64));
                var scale = Avx2.GatherVector256(scales, index, sizeof(int));
                var value = (token << 1) >> (AcEntry.ValueShift + 1);
                var sign = value >> 31;
                var magnitude = Avx2.Abs(value).AsInt32();
                var level = (Avx2.MultiplyLow(magnitude, scale) + roundings) >>> 16;
                level = (level ^ sign) - sign;
                var left = ~(Vector256.Equals(level, Vector256<int>.Zero) & Vector256.GreaterThan(position, Vector256<int>.Zero));
                var compact = (level << CompactToken.LevelShift) | ((token >>> CompactToken.FlagsShift) & Vector256.Create(CompactToken.ClassBit | CompactToken.EndBit))
                    | position;

                // Moves the lanes that are left together: their numbers, a nibble each, taken out of 0 to 7 by the mask.
                var mask = left.ExtractMostSignificantBits();
                var nibbles = Bmi2.X64.ParallelBitExtract(
                    0x76543210, Bmi2.X64.ParallelBitDeposit(mask, 0x11111111) * 0xF);
                var lanes = Avx2.ShiftRightLogicalVariable(
                    Vector256.Create((uint)nibbles), Vector256.Create(0u, 4, 8, 12, 16, 20, 24, 28));
                Avx2.PermuteVar8x32(compact, lanes.AsInt32()).Store((int*)target);
                target += BitOperations.PopCount(mask);
            }
        }

        return RequantiseOneByOne(tokens, end, target, scales, rounding);
    }

    /// <summary>The twin of <see cref="Requantise"/> for one token at a time.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="end">Behind the last one.</param>
    /// <param name="target">Where they go, at or before <paramref name="tokens"/>.</param>
    /// <param name="scales">As there.</param>
    /// <param name="rounding">As there.</param>
    /// <returns>Behind the last one that is left.</returns>
    public static uint* RequantiseOneByOne(uint* tokens, uint* end, uint* target, int* scales, int rounding)
    {
        for (; tokens < end; tokens++)
        {
            var token = *tokens;
            var position = (int)(token >> AcEntry.PositionShift) & 63;
            var isChrominance = (int)(token >> AcEntry.ClassShift) & 1;
            var value = (int)(token << 1) >> (AcEntry.ValueShift + 1);
            var level = ((Math.Abs(value) * scales[position + (64 * isChrominance)]) + rounding) >>> 16;
            level = value < 0 ? -level : level;
            *target = ((uint)level << CompactToken.LevelShift)
                | ((token >> CompactToken.FlagsShift) & (CompactToken.ClassBit | CompactToken.EndBit)) | (uint)position;
            target += level != 0 || position == 0 ? 1 : 0;
        }

        return target;
    }

    /// <summary>Makes symbols of what <see cref="Requantise"/> left.</summary>
    /// <param name="compact">What it left; it begins with a DC token. The place before it can be read.</param>
    /// <param name="end">Behind the last one.</param>
    /// <param name="target">Where the symbols go, see <see cref="SymbolCoding"/>: at most four for each token, and <see cref="Slack"/>.</param>
    /// <param name="histogram">Where they are counted, by the index of the code: two, which are added later.</param>
    /// <returns>Behind the last symbol.</returns>
    public static uint* MakeSymbols(uint* compact, uint* end, uint* target, uint* histogram)
    {
        if (IsVectorised)
        {
            for (; compact + Lanes <= end; compact += Lanes)
            {
                var token = Vector256.Load((int*)compact);
                var before = Vector256.Load((int*)compact - 1) & Vector256.Create(CompactToken.PositionMask);
                var position = token & Vector256.Create(CompactToken.PositionMask);
                var level = token >> CompactToken.LevelShift;
                var opens = Vector256.Equals(position, Vector256<int>.Zero);
                var ends = Vector256.Equals(token & Vector256.Create(CompactToken.EndBit), Vector256.Create(CompactToken.EndBit)) & opens;
                var run = Vector256.AndNot(position - before - Vector256.Create(1), opens);
                var irregular = Vector256.GreaterThan(run, Vector256.Create(15))
                    | (ends & Vector256.Equals(before, Vector256.Create(63)));
                if (irregular != Vector256<int>.Zero)
                {
                    target = MakeSymbolsOneByOne(compact, compact + Lanes, target, histogram);
                    continue;
                }

                var size = Vector256.Max(
                    (Vector256.ConvertToSingle(Vector256.Abs(level)).AsInt32() >>> 23) - Vector256.Create(126), Vector256<int>.Zero);
                var mask = Avx2.ShiftLeftLogicalVariable(Vector256.Create(1), size.AsUInt32()) - Vector256.Create(1);
                var bits = (level + (level >> 31)) & mask;
                var isAc = Vector256.AndNot(Vector256.Create(SymbolCoding.AcBit), opens & ~ends);
                var index = ((token & Vector256.Create(CompactToken.ClassBit)) << 1) | isAc | (run << 4) | size;
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

        return MakeSymbolsOneByOne(compact, end, target, histogram);
    }

    /// <summary>The twin of <see cref="MakeSymbols"/> for one token at a time.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static uint* MakeSymbolsOneByOne(uint* compact, uint* end, uint* target, uint* histogram)
    {
        for (; compact < end; compact++)
        {
            var position = (int)*compact & CompactToken.PositionMask;
            var level = (int)*compact >> CompactToken.LevelShift;
            var tables = (*compact & CompactToken.ClassBit) != 0 ? SymbolCoding.ClassBit : 0;
            if (position == 0)
            {
                if ((*compact & CompactToken.EndBit) == 0)
                {
                    target = Put(tables, 0, level, target, histogram);
                }
                else if ((compact[-1] & CompactToken.PositionMask) != 63)
                {
                    target = Put(tables | SymbolCoding.AcBit, 0, 0, target, histogram);
                }

                continue;
            }

            var run = position - (int)(compact[-1] & CompactToken.PositionMask) - 1;
            for (; run > 15; run -= 16)
            {
                target = Put(tables | SymbolCoding.AcBit | SymbolCoding.ZeroRun, 0, 0, target, histogram);
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
