using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>
/// A reference to a VipsImage. Most are recipes, not pixels: those are computed when something asks for them. An image that was
/// made from others holds references of its own to them, so that they can be disposed of at once.
/// </summary>
internal sealed class VipsImage : SafeHandle
{
    public VipsImage()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibvipsNative.Unref(handle);
        return true;
    }
}
