using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Brings the tokens of <see cref="SequentialDecoder"/> to the result's steps: sixteen at a time where the processor has AVX-512,
/// eight where it has AVX2 and BMI2, and one elsewhere, with the same results.
/// </summary>
internal static unsafe class TokenRequantiser
{
    /// <summary>What may be written behind the tokens and the places: a vector.</summary>
    public const int Slack = 16;

    private const int Lanes = 8;
    private const int MostLanes = 16;

    /// <summary>Whether the fast path is there.</summary>
    public static bool IsVectorised => Avx2.IsSupported && Bmi2.X64.IsSupported;

    /// <summary>Brings tokens to the result's steps, as <see cref="CompactToken"/>; of DC it is the difference as it was read.</summary>
    /// <param name="tokens">The first halves of the tokens; the second ones are behind them by <see cref="SequentialSteps.SecondHalf"/>.</param>
    /// <param name="end">Behind the last one.</param>
    /// <param name="target">Where they go; there is room for all of them, and for <see cref="Slack"/>.</param>
    /// <param name="start">What the places of the DC tokens are from.</param>
    /// <param name="scales">The scale for each position, for luminance and then for chrominance; 65,536 for position 0.</param>
    /// <param name="dcPlaces">Where the places of the DC tokens go, from <paramref name="start"/>; likewise.</param>
    /// <param name="lanes">How many tokens at a time, at most.</param>
    /// <returns>Behind the last one that is left.</returns>
    public static uint* Requantise(
        uint* tokens, uint* end, uint* target, uint* start, int* scales, int* dcPlaces, int lanes = MostLanes)
    {
        if (lanes >= MostLanes && Avx512BW.IsSupported)
        {
            Requantise16(ref tokens, end, ref target, start, scales, ref dcPlaces);
        }

        if (lanes >= Lanes && IsVectorised)
        {
            Requantise8(ref tokens, end, ref target, start, scales, ref dcPlaces);
        }

        return RequantiseOneByOne(tokens, end, target, start, scales, dcPlaces);
    }

    /// <summary>The same with AVX2 and BMI2, for eight tokens at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Requantise8(ref uint* tokens, uint* end, ref uint* target, uint* start, int* scales, ref int* dcPlaces)
    {
        var token = tokens;
        var next = target;
        var places = dcPlaces;
        const uint lowNibbles = 0x11111111;
        const uint numbers = 0x76543210;
        var shifts = Vector256.Create(0u, 4, 8, 12, 16, 20, 24, 28);
        for (; token + Lanes <= end; token += Lanes)
        {
            var first = Vector256.Load((int*)token);
            var position = ((first >>> SequentialEntry.AdvanceShift) & Vector256.Create(SequentialEntry.AdvanceMask))
                - ((first >>> SequentialEntry.BackShift) & Vector256.Create(SequentialEntry.BackMask));
            var classBits = (first << (CompactToken.ClassShift - SequentialEntry.ClassShift)) & Vector256.Create(CompactToken.ClassBit);
            var scale = Avx2.GatherVector256(scales, position | (classBits >> 2), sizeof(int));

            // The value's bits to the top, where the first one tells the sign, as in Magnitude.
            var before = (first >>> SequentialEntry.StartShift) & Vector256.Create(SequentialEntry.StartMask);
            var size = (first >>> SequentialEntry.SizeShift) & Vector256.Create(SequentialEntry.SizeMask);
            var input = Avx2.ShiftLeftLogicalVariable(Vector256.Load((int*)token + SequentialSteps.SecondHalf), before.AsUInt32());
            var sign = ~(input >> 31);
            var magnitude = Avx2.ShiftRightLogicalVariable(input ^ sign, (Vector256.Create(32) - size).AsUInt32());
            var level = (Avx2.MultiplyLow(magnitude, scale) + Vector256.Create(QuantiserDesign.AcRounding)) >>> 16;
            level = (level ^ sign) - sign;
            var isDc = Vector256.Equals(position, Vector256<int>.Zero);
            var left = ~Vector256.AndNot(Vector256.Equals(level, Vector256<int>.Zero), isDc);
            var compact = (level << CompactToken.LevelShift) | classBits | position;

            // Moves the lanes that are left together: their numbers, a nibble each, taken out of 0 to 7 by the mask.
            var mask = left.ExtractMostSignificantBits();
            var nibbles = Bmi2.X64.ParallelBitExtract(numbers, Bmi2.X64.ParallelBitDeposit(mask, lowNibbles) * 0xF);
            var lanes = Avx2.ShiftRightLogicalVariable(Vector256.Create((uint)nibbles), shifts);
            Avx2.PermuteVar8x32(compact, lanes.AsInt32()).Store((int*)next);

            // And the places of DC among them, likewise.
            var dcMask = Bmi2.ParallelBitExtract(isDc.ExtractMostSignificantBits(), mask);
            nibbles = Bmi2.X64.ParallelBitExtract(numbers, Bmi2.X64.ParallelBitDeposit(dcMask, lowNibbles) * 0xF);
            var found = Avx2.ShiftRightLogicalVariable(Vector256.Create((uint)nibbles), shifts).AsInt32() & Vector256.Create(7);
            (found + Vector256.Create((int)(next - start))).Store(places);
            places += BitOperations.PopCount(dcMask);
            next += BitOperations.PopCount(mask);
        }

        tokens = token;
        target = next;
        dcPlaces = places;
    }

    /// <summary>The same with AVX-512, for sixteen tokens at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Requantise16(ref uint* tokens, uint* end, ref uint* target, uint* start, int* scales, ref int* dcPlaces)
    {
        const int lanes = MostLanes;
        var token = tokens;
        var next = target;
        var places = dcPlaces;

        // 64 scales of 16 bits are in two registers: less 1, as the largest one is 65,536.
        var (luminance, luminanceUpper) = (Narrow(scales), Narrow(scales + 32));
        var (chrominance, chrominanceUpper) = (Narrow(scales + 64), Narrow(scales + 96));
        for (; token + lanes <= end; token += lanes)
        {
            var first = Vector512.Load((int*)token);
            var position = ((first >>> SequentialEntry.AdvanceShift) & Vector512.Create(SequentialEntry.AdvanceMask))
                - ((first >>> SequentialEntry.BackShift) & Vector512.Create(SequentialEntry.BackMask));
            var classBits = (first << (CompactToken.ClassShift - SequentialEntry.ClassShift)) & Vector512.Create(CompactToken.ClassBit);
            var index = position.AsUInt16();
            var scale = Vector512.ConditionalSelect(
                Vector512.Equals(classBits, Vector512<int>.Zero),
                Avx512BW.PermuteVar32x16x2(luminance, index, luminanceUpper).AsInt32(),
                Avx512BW.PermuteVar32x16x2(chrominance, index, chrominanceUpper).AsInt32());
            scale = (scale & Vector512.Create((int)ushort.MaxValue)) + Vector512<int>.One;

            var before = (first >>> SequentialEntry.StartShift) & Vector512.Create(SequentialEntry.StartMask);
            var size = (first >>> SequentialEntry.SizeShift) & Vector512.Create(SequentialEntry.SizeMask);
            var input = Avx512F.ShiftLeftLogicalVariable(Vector512.Load((int*)token + SequentialSteps.SecondHalf), before.AsUInt32());
            var sign = ~(input >> 31);
            var magnitude = Avx512F.ShiftRightLogicalVariable(input ^ sign, (Vector512.Create(32) - size).AsUInt32());
            var level = ((magnitude * scale) + Vector512.Create(QuantiserDesign.AcRounding)) >>> 16;
            level = (level ^ sign) - sign;
            var isDc = Vector512.Equals(position, Vector512<int>.Zero);
            var left = ~Vector512.Equals(level, Vector512<int>.Zero) | isDc;
            var compact = Avx512F.Compress(
                Vector512<int>.Zero, left, (level << CompactToken.LevelShift) | classBits | position);
            compact.Store((int*)next);

            // Behind those that are left the compact lanes look like DC, and are not counted.
            var isDcLeft = Vector512.Equals(compact & Vector512.Create(CompactToken.PositionMask), Vector512<int>.Zero);
            Avx512F.Compress(Vector512<int>.Zero, isDcLeft, Vector512<int>.Indices + Vector512.Create((int)(next - start))).Store(places);
            places += BitOperations.PopCount(isDc.ExtractMostSignificantBits());
            next += BitOperations.PopCount(left.ExtractMostSignificantBits());
        }

        tokens = token;
        target = next;
        dcPlaces = places;

        static Vector512<ushort> Narrow(int* scales) => Vector512.Narrow(
            Vector512.Load(scales).AsUInt32() - Vector512<uint>.One, Vector512.Load(scales + lanes).AsUInt32() - Vector512<uint>.One);
    }

    /// <summary>The twin of <see cref="Requantise"/> for one token at a time.</summary>
    /// <param name="tokens">As there.</param>
    /// <param name="end">As there.</param>
    /// <param name="target">As there.</param>
    /// <param name="start">As there.</param>
    /// <param name="scales">As there.</param>
    /// <param name="dcPlaces">As there.</param>
    /// <returns>Behind the last one that is left.</returns>
    public static uint* RequantiseOneByOne(uint* tokens, uint* end, uint* target, uint* start, int* scales, int* dcPlaces)
    {
        for (; tokens < end; tokens++)
        {
            var token = (int)*tokens;
            var position = ((token >>> SequentialEntry.AdvanceShift) & SequentialEntry.AdvanceMask)
                - ((token >>> SequentialEntry.BackShift) & SequentialEntry.BackMask);
            var componentClass = (token >>> SequentialEntry.ClassShift) & 1;
            var before = (token >>> SequentialEntry.StartShift) & SequentialEntry.StartMask;
            var size = (token >>> SequentialEntry.SizeShift) & SequentialEntry.SizeMask;
            var value = Magnitude.Of((int)(tokens[SequentialSteps.SecondHalf] >> 1), 31 - before - size, size);
            var level = ((Math.Abs(value) * scales[position + (64 * componentClass)]) + QuantiserDesign.AcRounding) >>> 16;
            *target = CompactToken.Of(value < 0 ? -level : level, componentClass, position);
            if (position == 0)
            {
                *dcPlaces++ = (int)(target - start);
            }

            target += level != 0 || position == 0 ? 1 : 0;
        }

        return target;
    }
}
