using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Memory outside the managed heap that grows, is used again, and is not cleared.</summary>
/// <typeparam name="T">What lies in it.</typeparam>
internal sealed unsafe class NativeBuffer<T> : IDisposable
    where T : unmanaged
{
    // A cache line, and the widest vector.
    private const nuint Alignment = 64;

    private T* _pointer;
    private nuint _capacity;

    /// <summary>Where it lies; null before the first use.</summary>
    public T* Pointer => _pointer;

    /// <summary>The number of elements there is room for.</summary>
    public nuint Capacity => _capacity;

    /// <summary>The room in bytes.</summary>
    public nuint Bytes => _capacity * (nuint)sizeof(T);

    /// <summary>Makes room; what was there is lost.</summary>
    /// <param name="count">The number of elements.</param>
    /// <returns>Where the room begins.</returns>
    public T* Reserve(nuint count)
    {
        if (count > _capacity)
        {
            Free();
            _pointer = (T*)NativeMemory.AlignedAlloc(checked(count * (nuint)sizeof(T)), Alignment);
            _capacity = count;
        }

        return _pointer;
    }

    /// <summary>Makes room, at least half as much again as there was; what was there stays.</summary>
    /// <param name="count">The number of elements.</param>
    /// <returns>Where the room begins.</returns>
    public T* Grow(nuint count)
    {
        if (count > _capacity)
        {
            count = Math.Max(count, _capacity + (_capacity / 2));
            _pointer = (T*)NativeMemory.AlignedRealloc(_pointer, checked(count * (nuint)sizeof(T)), Alignment);
            _capacity = count;
        }

        return _pointer;
    }

    /// <summary>Gives the memory back.</summary>
    public void Free()
    {
        NativeMemory.AlignedFree(_pointer);
        _pointer = null;
        _capacity = 0;
    }

    public void Dispose() => Free();
}
