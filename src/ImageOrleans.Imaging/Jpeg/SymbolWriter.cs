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
    public static byte* Write(uint* symbols, uint* end, uint* codes, byte* target)
    {
        // Between rounds fewer than 8 bits wait. A symbol takes at most 27, so that two fit in any case, and four nearly always.
        const int room = 64 - 8;
        var bits = 0UL;
        var count = 0;
        for (; symbols + 4 <= end; symbols += 4)
        {
            var (first, second, third, fourth) = (symbols[0], symbols[1], symbols[2], symbols[3]);
            var code1 = codes[first >> SymbolCoding.IndexShift];
            var code2 = codes[second >> SymbolCoding.IndexShift];
            var code3 = codes[third >> SymbolCoding.IndexShift];
            var code4 = codes[fourth >> SymbolCoding.IndexShift];
            var front = ((ulong)((code1 >> 5) | (ushort)first) << (int)(code2 & 31)) | ((code2 >> 5) | (ushort)second);
            var back = ((ulong)((code3 >> 5) | (ushort)third) << (int)(code4 & 31)) | ((code4 >> 5) | (ushort)fourth);
            var frontLength = (int)((code1 & 31) + (code2 & 31));
            var backLength = (int)((code3 & 31) + (code4 & 31));
            if (frontLength + backLength > room)
            {
                bits = (bits << frontLength) | front;
                count += frontLength;
                BinaryPrimitives.WriteUInt64BigEndian(new Span<byte>(target, sizeof(ulong)), bits << (64 - count));
                target += count >> 3;
                count &= 7;
                bits = (bits << backLength) | back;
                count += backLength;
            }
            else
            {
                bits = (bits << (frontLength + backLength)) | (front << backLength) | back;
                count += frontLength + backLength;
            }

            *(ulong*)target = BinaryPrimitives.ReverseEndianness(bits << (64 - count));
            target += count >> 3;
            count &= 7;
        }

        for (; symbols < end; symbols++)
        {
            var code = codes[*symbols >> SymbolCoding.IndexShift];
            bits = (bits << (int)(code & 31)) | (code >> 5) | (ushort)*symbols;
            count += (int)(code & 31);
            *(ulong*)target = BinaryPrimitives.ReverseEndianness(bits << (64 - count));
            target += count >> 3;
            count &= 7;
        }

        if (count > 0)
        {
            *target++ = (byte)((bits << (8 - count)) | (0xFFu >> count));
        }

        return target;
    }
}
