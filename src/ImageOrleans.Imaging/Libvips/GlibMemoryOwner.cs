using System.Buffers;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>Lets <see cref="GlibMemory"/> be read as <see cref="Memory{T}"/>, without copying it.</summary>
internal sealed unsafe class GlibMemoryOwner(GlibMemory memory, int length) : MemoryManager<byte>
{
    public override Span<byte> GetSpan() => memory.AsSpan(length);

    // Native memory does not move. The reference keeps it from being freed under whoever has it pinned.
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)length, nameof(elementIndex));
        var added = false;
        memory.DangerousAddRef(ref added);
        return new MemoryHandle((byte*)memory.DangerousGetHandle() + elementIndex, pinnable: this);
    }

    public override void Unpin() => memory.DangerousRelease();

    protected override void Dispose(bool disposing) => memory.Dispose();
}
