using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Where a decoder stands in entropy-coded data.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct EntropyCursor
{
    /// <summary>The byte that is read next.</summary>
    public byte* Next;

    /// <summary>A block that begins when <see cref="Next"/> is behind this one begins behind the end of the data.</summary>
    public byte* Limit;

    /// <summary>Bits read already, the next one uppermost.</summary>
    public ulong Bits;

    /// <summary>How many of them are valid at least.</summary>
    public int Count;

    /// <summary>Begins at a byte, in bytes from <see cref="EntropyData.Bytes"/>.</summary>
    public static EntropyCursor At(EntropyData data, int offset) => new()
    {
        Next = data.Bytes + offset,
        Limit = data.Bytes + data.StartOf(data.Intervals) + sizeof(ulong),
    };

    /// <summary>Whether no more was read than a piece between restart markers has.</summary>
    public readonly bool IsWithin(EntropyData data, int interval) =>
        PositionIn(data) <= data.StartOf(interval + 1) * 8L;

    /// <summary>How many bits of the data were taken.</summary>
    public readonly long PositionIn(EntropyData data) => ((Next - data.Bytes) * 8L) - Count;
}
