using System.Runtime.InteropServices;

namespace ImageOrleans.Benchmarks.Codecs.TurboJpeg;

/// <summary>Native memory that grows and is used again, so that a peer written in C is not charged for allocating.</summary>
internal sealed unsafe class NativeBuffer : IDisposable
{
    private nuint _length;

    /// <summary>Where it begins; valid until <see cref="Reserve"/> asks for more, or <see cref="Dispose"/>.</summary>
    public byte* Pointer { get; private set; }

    /// <summary>Makes it at least this long. What was in it may be lost.</summary>
    /// <param name="length">Bytes.</param>
    public void Reserve(nuint length)
    {
        if (length > _length)
        {
            NativeMemory.Free(Pointer);
            Pointer = null;
            _length = 0;
            Pointer = (byte*)NativeMemory.Alloc(length);
            _length = length;
        }
    }

    public void Dispose()
    {
        NativeMemory.Free(Pointer);
        Pointer = null;
        _length = 0;
    }
}
