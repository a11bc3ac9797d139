namespace ImageOrleans.Benchmarks.Codecs.TurboJpeg;

/// <summary>libjpeg-turbo's encoder with the standard Huffman tables, its default. For one thread.</summary>
/// <param name="flags">TurboJPEG's flags.</param>
internal sealed unsafe class TurboJpegEncoder(int flags) : IDisposable
{
    private readonly nint _handle = TurboJpegNative.InitCompress();
    private readonly NativeBuffer _file = new();

    /// <summary>Encodes pixels.</summary>
    /// <param name="pixels">The pixels: rows without padding.</param>
    /// <param name="info">Their size and layout, and the subsampling to write.</param>
    /// <param name="quality">The quality, 1 to 100.</param>
    /// <param name="file">The file, valid until the next call.</param>
    /// <returns>Whether it could.</returns>
    public bool TryEncode(byte* pixels, JpegInfo info, int quality, out ReadOnlySpan<byte> file)
    {
        if (!Reserve(info))
        {
            file = default;
            return false;
        }

        var buffer = _file.Pointer;
        nuint length = 0;
        var status = TurboJpegNative.Compress(
            _handle,
            pixels,
            info.Width,
            0,
            info.Height,
            (int)info.Layout,
            ref buffer,
            ref length,
            (int)info.Subsampling,
            quality,
            flags | TurboJpegNative.NoReallocation);
        file = new ReadOnlySpan<byte>(buffer, (int)length);
        return status == 0;
    }

    /// <summary>Encodes planes, with chroma as it is sampled in them.</summary>
    /// <param name="planes">The planes.</param>
    /// <param name="strides">The length of a row in each plane; 0 for the plane's width.</param>
    /// <param name="info">Size and subsampling.</param>
    /// <param name="quality">The quality, 1 to 100.</param>
    /// <param name="file">The file, valid until the next call.</param>
    /// <returns>Whether it could.</returns>
    public bool TryEncodePlanes(byte** planes, int* strides, JpegInfo info, int quality, out ReadOnlySpan<byte> file)
    {
        if (!Reserve(info))
        {
            file = default;
            return false;
        }

        var buffer = _file.Pointer;
        nuint length = 0;
        var status = TurboJpegNative.CompressFromPlanes(
            _handle,
            planes,
            info.Width,
            strides,
            info.Height,
            (int)info.Subsampling,
            ref buffer,
            ref length,
            quality,
            flags | TurboJpegNative.NoReallocation);
        file = new ReadOnlySpan<byte>(buffer, (int)length);
        return status == 0;
    }

    public void Dispose()
    {
        _ = TurboJpegNative.Destroy(_handle);
        _file.Dispose();
    }

    private bool Reserve(JpegInfo info)
    {
        var size = TurboJpegNative.BufferSize(info.Width, info.Height, (int)info.Subsampling);
        if (size > int.MaxValue)
        {
            return false;
        }

        _file.Reserve(size);
        return true;
    }
}
