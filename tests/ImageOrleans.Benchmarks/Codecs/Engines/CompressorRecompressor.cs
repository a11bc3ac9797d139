using ImageOrleans.Contracts;
using ImageOrleans.Imaging;
using ImageOrleans.Imaging.Libvips;

namespace ImageOrleans.Benchmarks.Codecs.Engines;

/// <summary>What the product does with a JPEG.</summary>
/// <param name="settings">How it is to compress.</param>
internal sealed class CompressorRecompressor(CompressionSettings settings) : IRecompressor
{
    private readonly ImageCompressor _compressor = new(new ImagingOptions(), new LibvipsCodec());
    private CompressionResult? _last;

    public bool TryRecompress(ReadOnlySpan<byte> source, out ReadOnlySpan<byte> result)
    {
        _last?.Dispose();
        _last = _compressor.Compress(source, settings);
        result = _last.Status == ImageStatus.KeptOriginal ? source : _last.Bytes.Span;
        return _last.Status != ImageStatus.Failed;
    }

    public void Dispose() => _last?.Dispose();
}
