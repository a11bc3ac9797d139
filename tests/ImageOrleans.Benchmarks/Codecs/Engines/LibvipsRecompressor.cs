using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;
using ImageOrleans.Imaging.Libvips;

namespace ImageOrleans.Benchmarks.Codecs.Engines;

/// <summary>libvips as the product uses it: optimised Huffman tables, chroma halved below quality 90, one thread.</summary>
/// <param name="quality">The quality, 1 to 100.</param>
internal sealed class LibvipsRecompressor(int quality) : IRecompressor
{
    private readonly LibvipsCodec _codec = new();
    private readonly PixelEncoding _encoding = new() { Format = ImageFormat.Jpeg, Quality = quality };
    private EncodedImage? _last;

    public bool TryRecompress(ReadOnlySpan<byte> source, out ReadOnlySpan<byte> result)
    {
        _last?.Dispose();
        _last = null;
        if (!_codec.TryReadHeader(source, ImageFormat.Jpeg, out var header, out _)
            || !_codec.TryEncode(source, header, _encoding, out _last, out _))
        {
            result = default;
            return false;
        }

        result = _last.Bytes.Span;
        return true;
    }

    public void Dispose() => _last?.Dispose();
}
