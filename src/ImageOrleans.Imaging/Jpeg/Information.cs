using System.Numerics;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Logarithms for the information in symbols, in whole numbers.</summary>
internal static class Information
{
    /// <summary>The bits of a logarithm behind the point.</summary>
    public const int FractionBits = 8;

    private static readonly ushort[] Logarithms = MakeLogarithms();

    /// <summary>The binary logarithm of a number from 1 up, in 1/256.</summary>
    public static int Logarithm(uint value)
    {
        var exponent = BitOperations.Log2(value);
        var mantissa = (int)(((ulong)value << 32) >> (exponent + 24)) & 255;
        return (exponent << FractionBits) + Logarithms[mantissa];
    }

    /// <summary>The logarithms of 1 to 2, by squaring, which is the same on every machine.</summary>
    private static ushort[] MakeLogarithms()
    {
        var table = new ushort[256];
        for (var i = 0; i < table.Length; i++)
        {
            var value = (ulong)(256 + i) << 22;
            var result = 0;
            for (var bit = FractionBits - 1; bit >= 0; bit--)
            {
                value = (value * value) >> 30;
                if (value >= 2UL << 30)
                {
                    value >>= 1;
                    result |= 1 << bit;
                }
            }

            table[i] = (ushort)result;
        }

        return table;
    }
}
