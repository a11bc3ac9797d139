using System.Buffers;
using SkiaSharp;

namespace ImageOrleans.Imaging.Skia;

/// <summary>Lets bytes that Skia allocated be read as <see cref="Memory{T}"/>, without copying them.</summary>
internal sealed unsafe class SkiaMemoryOwner(SKData data) : MemoryManager<byte>
{
    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(data.Handle == 0, this);
        return new Span<byte>((void*)data.Data, (int)data.Size);
    }

    // Native memory does not move, and the handle keeps this alive, and with it the data.
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)data.Size, nameof(elementIndex));
        return new MemoryHandle((byte*)data.Data + elementIndex, pinnable: this);
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing) => data.Dispose();
}
