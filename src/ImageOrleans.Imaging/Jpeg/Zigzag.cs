using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// The order of coefficients in files (ITU-T T.81, figure A.6). Behind the last position there are 15 more, the longest run, for
/// what a damaged file puts there.
/// </summary>
internal static unsafe class Zigzag
{
    /// <summary>For each place in zigzag order the place row by row.</summary>
    public static ReadOnlySpan<byte> ToNatural =>
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
        63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63,
    ];

    /// <summary>For each place row by row the place in zigzag order.</summary>
    public static ReadOnlySpan<byte> FromNatural =>
    [
        0, 1, 5, 6, 14, 15, 27, 28, 2, 4, 7, 13, 16, 26, 29, 42, 3, 8, 12, 17, 25, 30, 41, 43, 9, 11, 18, 24, 31, 40, 44, 53,
        10, 19, 23, 32, 39, 45, 52, 54, 20, 22, 33, 38, 46, 51, 55, 60, 21, 34, 37, 47, 50, 56, 59, 61, 35, 36, 48, 49, 57, 58, 62, 63,
    ];

    /// <summary>For each place in zigzag order the place column by column.</summary>
    public static ReadOnlySpan<byte> ToTransposed =>
    [
        0, 8, 1, 2, 9, 16, 24, 17, 10, 3, 4, 11, 18, 25, 32, 40, 33, 26, 19, 12, 5, 6, 13, 20, 27, 34, 41, 48, 56, 49, 42, 35,
        28, 21, 14, 7, 15, 22, 29, 36, 43, 50, 57, 58, 51, 44, 37, 30, 23, 31, 38, 45, 52, 59, 60, 53, 46, 39, 47, 54, 61, 62, 55, 63,
        63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63, 63,
    ];

    /// <summary><see cref="ToNatural"/>, which lies in the assembly's image and does not move.</summary>
    public static byte* NaturalPointer => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(ToNatural));

    /// <summary><see cref="ToTransposed"/>, likewise.</summary>
    public static byte* TransposedPointer => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(ToTransposed));

    private static readonly ulong[] RowOrders = MakeRowOrders();

    /// <summary>Brings a mask of places row by row to zigzag order.</summary>
    public static ulong Order(ulong rowByRow)
    {
        // Each byte is a row, and for each value of each row there is what it comes to.
        ref var orders = ref MemoryMarshal.GetArrayDataReference(RowOrders);
        var order = 0UL;
        for (var row = 0; row < 8; row++)
        {
            order |= Unsafe.Add(ref orders, (row * 256) + (int)((rowByRow >> (row * 8)) & 255));
        }

        return order;
    }

    private static ulong[] MakeRowOrders()
    {
        var orders = new ulong[8 * 256];
        for (var i = 0; i < orders.Length; i++)
        {
            for (var column = 0; column < 8; column++)
            {
                orders[i] |= (ulong)((i >> column) & 1) << FromNatural[(i / 256 * 8) + column];
            }
        }

        return orders;
    }
}
