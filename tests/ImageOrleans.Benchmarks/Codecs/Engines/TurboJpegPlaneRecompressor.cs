using ImageOrleans.Benchmarks.Codecs.TurboJpeg;

namespace ImageOrleans.Benchmarks.Codecs.Engines;

/// <summary>
/// libjpeg-turbo to YUV planes and back, chroma sampled as in the source, with its default flags, in buffers that are used again.
/// </summary>
/// <param name="quality">The quality, 1 to 100.</param>
internal sealed unsafe class TurboJpegPlaneRecompressor(int quality) : IRecompressor
{
    private const int Planes = 3;

    private readonly TurboJpegDecoder _decoder = new();
    private readonly TurboJpegEncoder _encoder = new(flags: 0);
    private readonly NativeBuffer[] _planes = [new(), new(), new()];

    public bool TryRecompress(ReadOnlySpan<byte> source, out ReadOnlySpan<byte> result)
    {
        result = default;

        // TurboJPEG makes planes of gray and YCbCr alone, and of the sampling factors it has names for.
        if (!_decoder.TryReadHeader(source, out var info)
            || info.Subsampling == Subsampling.Other
            || info.Layout == PixelLayout.Cmyk)
        {
            return false;
        }

        var planes = stackalloc byte*[Planes];
        var strides = stackalloc int[Planes];
        var count = info.Subsampling == Subsampling.Gray ? 1 : Planes;
        for (var i = 0; i < count; i++)
        {
            _planes[i].Reserve(TurboJpegNative.PlaneSize(i, info.Width, 0, info.Height, (int)info.Subsampling));
            planes[i] = _planes[i].Pointer;
            strides[i] = 0;
        }

        return _decoder.TryDecodePlanes(source, info, planes, strides)
            && _encoder.TryEncodePlanes(planes, strides, info, quality, out result);
    }

    public void Dispose()
    {
        _decoder.Dispose();
        _encoder.Dispose();
        foreach (var plane in _planes)
        {
            plane.Dispose();
        }
    }
}
