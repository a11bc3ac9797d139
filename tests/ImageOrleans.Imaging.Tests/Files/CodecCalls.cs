using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;

namespace ImageOrleans.Imaging.Tests.Files;

/// <summary>Calls codecs and compressors in the way that is handy in tests: bytes in, bytes out.</summary>
internal static class CodecCalls
{
    /// <summary>Has a codec encode a file. Exactly one of the two is not null.</summary>
    public static (byte[]? Bytes, ImageFailure? Failure) Encode(
        this IPixelCodec codec, ReadOnlySpan<byte> source, PixelEncoding encoding)
    {
        if (!codec.TryReadHeader(source, ImageFormats.Sniff(source)!.Value, out var header, out var failure)
            || !codec.TryEncode(source, header, encoding, out var image, out failure))
        {
            return (null, failure);
        }

        using (image)
        {
            Assert.Equal(encoding.Format, image.Format);
            return (image.Bytes.ToArray(), null);
        }
    }

    /// <summary>Compresses a file by the policy.</summary>
    public static Outcome Compress(
        this IPixelCodec codec, ReadOnlySpan<byte> source, CompressionSettings? settings = null, ImagingOptions? options = null)
    {
        using var result = new ImageCompressor(options ?? new ImagingOptions(), codec).Compress(
            source, settings ?? new CompressionSettings());
        Assert.Equal(result.Status == ImageStatus.Compressed, !result.Bytes.IsEmpty);
        Assert.Equal(result.Status == ImageStatus.Failed, result.Failure is not null);
        Assert.Equal(result.Status != ImageStatus.Failed, result.Format is not null);
        Assert.True(result.Bytes.Length < Math.Max(1, source.Length), "never larger than the source, nor as large");
        return new Outcome(result.Status, result.Format, result.Bytes.ToArray(), result.Failure);
    }
}
