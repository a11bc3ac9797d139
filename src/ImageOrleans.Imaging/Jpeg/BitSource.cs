using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>
/// Reads bits, as a local of a loop. After <see cref="Refill"/> there are at least 56; a block ends or the limit is looked at
/// before that reaches further behind the data than <see cref="EntropyData.Slack"/>.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal unsafe ref struct BitSource(in EntropyCursor cursor)
{
    public byte* Next = cursor.Next;
    public ulong Bits = cursor.Bits;
    public int Count = cursor.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Refill()
    {
        Bits |= BinaryPrimitives.ReverseEndianness(*(ulong*)Next) >> Count;
        Next += (63 - Count) >> 3;
        Count |= 56;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(int count)
    {
        Bits <<= count;
        Count -= count;
    }

    /// <summary>Takes a symbol, 16 bits at most; -1 when no code is the beginning of the input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int TakeSymbol(ushort* shortCodes, ushort* longCodes)
    {
        int entry = shortCodes[Bits >> (64 - DecodingTable.WindowBits)];
        if (entry == 0)
        {
            entry = longCodes[Bits >> 48];
            if (entry == 0)
            {
                return -1;
            }
        }

        Take(entry >> 8);
        return entry & 255;
    }

    /// <summary>Takes a value of so many bits, 0 to 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int TakeValue(int size)
    {
        var value = Magnitude.Of((int)(Bits >> 32), 32 - size, size);
        Take(size);
        return value;
    }

    /// <summary>Takes plain bits, 0 to 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int TakeBits(int count)
    {
        var value = (int)(Bits >> 32 >> (32 - count));
        Take(count);
        return value;
    }

    public readonly void Save(ref EntropyCursor target)
    {
        target.Next = Next;
        target.Bits = Bits;
        target.Count = Count;
    }
}
