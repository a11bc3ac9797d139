using ImageOrleans.Benchmarks.Codecs.TurboJpeg;

namespace ImageOrleans.Benchmarks.Codecs.Engines;

/// <summary>libjpeg-turbo to RGB and back at 4:2:0, with its default flags, in buffers that are used again.</summary>
/// <param name="quality">The quality, 1 to 100.</param>
internal sealed unsafe class TurboJpegPixelRecompressor(int quality) : IRecompressor
{
    private readonly TurboJpegDecoder _decoder = new();
    private readonly TurboJpegEncoder _encoder = new(flags: 0);
    private readonly NativeBuffer _pixels = new();

    public bool TryRecompress(ReadOnlySpan<byte> source, out ReadOnlySpan<byte> result)
    {
        result = default;
        if (!_decoder.TryReadHeader(source, out var info))
        {
            return false;
        }

        _pixels.Reserve((nuint)info.Width * (nuint)info.Height * (nuint)info.Channels);
        var target = info with { Subsampling = info.Layout == PixelLayout.Gray ? Subsampling.Gray : Subsampling.Both };
        return _decoder.TryDecode(source, info, _pixels.Pointer)
            && _encoder.TryEncode(_pixels.Pointer, target, quality, out result);
    }

    public void Dispose()
    {
        _decoder.Dispose();
        _encoder.Dispose();
        _pixels.Dispose();
    }
}
