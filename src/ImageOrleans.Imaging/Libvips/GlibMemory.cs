using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>Memory that libvips allocated and left to us to free.</summary>
internal sealed class GlibMemory : SafeHandle
{
    public GlibMemory()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>The memory as bytes, until this is disposed of.</summary>
    /// <param name="length">How many of them.</param>
    public unsafe Span<byte> AsSpan(int length)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return new Span<byte>((void*)handle, length);
    }

    protected override bool ReleaseHandle()
    {
        LibvipsNative.Free(handle);
        return true;
    }
}
