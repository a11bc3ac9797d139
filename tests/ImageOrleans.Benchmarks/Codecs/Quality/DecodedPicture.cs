using ImageOrleans.Benchmarks.Codecs.TurboJpeg;

namespace ImageOrleans.Benchmarks.Codecs.Quality;

/// <summary>A JPEG decoded by libjpeg-turbo, whoever made it.</summary>
/// <param name="Info">Its size and the layout of the pixels.</param>
/// <param name="Pixels">The pixels, rows without padding.</param>
internal sealed record DecodedPicture(JpegInfo Info, byte[] Pixels)
{
    /// <summary>Decodes a file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The picture; null when it is none that TurboJPEG decodes.</returns>
    public static unsafe DecodedPicture? Decode(ReadOnlySpan<byte> file)
    {
        using var decoder = new TurboJpegDecoder();
        if (!decoder.TryReadHeader(file, out var info))
        {
            return null;
        }

        // Gray and colour are comparable: an engine may write either for a gray source.
        info = info.Layout == PixelLayout.Gray ? info with { Layout = PixelLayout.Rgb } : info;
        var pixels = new byte[(long)info.Width * info.Height * info.Channels];
        fixed (byte* target = pixels)
        {
            return decoder.TryDecode(file, info, target) ? new DecodedPicture(info, pixels) : null;
        }
    }

    /// <summary>Whether the other has the same size and kind of pixels.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Whether they can be compared.</returns>
    public bool IsComparable(DecodedPicture other) =>
        (Info.Width, Info.Height, Info.Layout) == (other.Info.Width, other.Info.Height, other.Info.Layout);

    /// <summary>The luma of each pixel (ITU-R BT.601), 0 to 255; for CMYK, which has none, the black channel.</summary>
    /// <returns>One value for each pixel.</returns>
    public float[] Luma()
    {
        var luma = new float[Info.Width * Info.Height];
        var channels = Info.Channels;
        for (var i = 0; i < luma.Length; i++)
        {
            var pixel = Pixels.AsSpan(i * channels, channels);
            luma[i] = Info.Layout == PixelLayout.Cmyk
                ? pixel[3]
                : (0.299f * pixel[0]) + (0.587f * pixel[1]) + (0.114f * pixel[2]);
        }

        return luma;
    }
}
