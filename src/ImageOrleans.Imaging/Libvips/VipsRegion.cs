using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>A reference to a VipsRegion, through which the pixels of an image are computed.</summary>
internal sealed class VipsRegion : SafeHandle
{
    public VipsRegion()
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
