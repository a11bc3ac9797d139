using System.Buffers;
using System.Numerics;

namespace ImageOrleans.Fetching.Downloads;

/// <summary>The bytes of a body, in one array of the shared pool, charged to the budget until disposed.</summary>
internal sealed class PooledBody : IMemoryOwner<byte>
{
    private const int SmallestArray = 16;

    private readonly BufferBudget _budget;
    private readonly int _limit;
    private byte[]? _array;
    private long _charged;
    private int _length;

    private PooledBody(int capacity, int limit, BufferBudget budget)
    {
        _budget = budget;
        _limit = limit;
        _charged = SizeInPool(capacity);
        _array = ArrayPool<byte>.Shared.Rent(capacity);
    }

    /// <summary>What the pool takes for an array of so many bytes: it hands out powers of two.</summary>
    public static long SizeInPool(int capacity) => BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, SmallestArray));

    /// <summary>
    /// Makes an empty body whose first array, of <see cref="SizeInPool"/> bytes, is already taken from the budget.
    /// </summary>
    /// <param name="capacity">Bytes it can take before it must grow.</param>
    /// <param name="limit">Bytes it can take at all.</param>
    /// <param name="budget">What its arrays are charged to.</param>
    public static PooledBody OnTakenBudget(int capacity, int limit, BufferBudget budget) => new(capacity, limit, budget);

    public Memory<byte> Memory => Array.AsMemory(0, _length);

    public int Length => _length;

    /// <summary>Where the next bytes go: empty if and only if the limit is reached.</summary>
    public Memory<byte> GetFree()
    {
        if (_length == Array.Length && _length < _limit)
        {
            Grow();
        }

        return Array.AsMemory(_length, Math.Min(Array.Length, _limit) - _length);
    }

    /// <summary>Counts bytes written to <see cref="GetFree"/> in.</summary>
    public void Advance(int bytes) => _length += bytes;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _array, null) is { } array)
        {
            ArrayPool<byte>.Shared.Return(array);
            _budget.Return(_charged);
        }
    }

    private byte[] Array => _array ?? throw new ObjectDisposedException(nameof(FetchedImage));

    private void Grow()
    {
        byte[] full = Array;
        int capacity = (int)Math.Min(full.Length * 2L, _limit);
        long charge = SizeInPool(capacity);
        _budget.Grow(charge);
        _array = ArrayPool<byte>.Shared.Rent(capacity);
        full.AsSpan(0, _length).CopyTo(_array);
        ArrayPool<byte>.Shared.Return(full);
        _budget.Return(_charged);
        _charged = charge;
    }
}
