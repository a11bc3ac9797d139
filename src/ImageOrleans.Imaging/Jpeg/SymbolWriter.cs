using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Writes symbols as bits, without byte stuffing.</summary>
internal static unsafe class SymbolWriter
{
    /// <summary>What may be written behind the last byte.</summary>
    public const int Slack = 16;

    /// <summary>Writes symbols.</summary>
    /// <param name="symbols">The symbols, see <see cref="SymbolCoding"/>.</param>
    /// <param name="end">Behind the last one.</param>
    /// <param name="codes">The codes, see <see cref="SymbolCodes.Codes"/>.</param>
    /// <param name="target">Where the bytes go; there is room for all of them, and for <see cref="Slack"/>.</param>
    /// <returns>Behind the last byte, which is filled up with ones (ITU-T T.81, F.1.2.3).</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static byte* Write(uint* symbols, uint* end, ulong* codes, byte* target)
    {
        // Between rounds fewer than 8 bits wait. A symbol takes at most 43, so that one fits in any case, and four nearly always.
        const int room = 64 - 8;
        var bits = 0UL;
        var count = 0;
        while (symbols + 4 <= end)
        {
            var (first, second, third, fourth) = (symbols[0], symbols[1], symbols[2], symbols[3]);
            var code1 = codes[first >> SymbolCoding.IndexShift];
            var code2 = codes[second >> SymbolCoding.IndexShift];
            var code3 = codes[third >> SymbolCoding.IndexShift];
            var code4 = codes[fourth >> SymbolCoding.IndexShift];
            var length2 = (int)(code2 & SymbolCodes.LengthMask);
            var length4 = (int)(code4 & SymbolCodes.LengthMask);
            var lengthBack = (int)(code3 & SymbolCodes.LengthMask) + length4;
            var length = (int)(code1 & SymbolCodes.LengthMask) + length2 + lengthBack;
            if (length > room)
            {
                for (var behind = symbols + 4; symbols < behind; symbols++)
                {
                    PutOne(*symbols, codes, ref bits, ref count, ref target);
                }

                continue;
            }

            var front = (((code1 >> SymbolCodes.CodeShift) | (ushort)first) << length2) | (code2 >> SymbolCodes.CodeShift) | (ushort)second;
            var back = (((code3 >> SymbolCodes.CodeShift) | (ushort)third) << length4) | (code4 >> SymbolCodes.CodeShift) | (ushort)fourth;
            bits = (bits << length) | (front << lengthBack) | back;
            count += length;
            *(ulong*)target = BinaryPrimitives.ReverseEndianness(bits << (64 - count));
            target += count >> 3;
            count &= 7;
            symbols += 4;
        }

        for (; symbols < end; symbols++)
        {
            PutOne(*symbols, codes, ref bits, ref count, ref target);
        }

        if (count > 0)
        {
            *target++ = (byte)((bits << (8 - count)) | (0xFFu >> count));
        }

        return target;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutOne(uint symbol, ulong* codes, ref ulong bits, ref int count, ref byte* target)
    {
        var code = codes[symbol >> SymbolCoding.IndexShift];
        bits = (bits << (int)(code & SymbolCodes.LengthMask)) | (code >> SymbolCodes.CodeShift) | (ushort)symbol;
        count += (int)(code & SymbolCodes.LengthMask);
        *(ulong*)target = BinaryPrimitives.ReverseEndianness(bits << (64 - count));
        target += count >> 3;
        count &= 7;
    }
}
