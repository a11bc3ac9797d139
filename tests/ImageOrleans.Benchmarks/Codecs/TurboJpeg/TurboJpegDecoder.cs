namespace ImageOrleans.Benchmarks.Codecs.TurboJpeg;

/// <summary>libjpeg-turbo's decoder, with accurate DCT and smooth upsampling, its defaults. For one thread.</summary>
internal sealed unsafe class TurboJpegDecoder : IDisposable
{
    private readonly nint _handle = TurboJpegNative.InitDecompress();

    /// <summary>Reads the header of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="info">What it says.</param>
    /// <returns>Whether it is a JPEG that TurboJPEG reads.</returns>
    public bool TryReadHeader(ReadOnlySpan<byte> file, out JpegInfo info)
    {
        fixed (byte* data = file)
        {
            var status = TurboJpegNative.DecompressHeader(
                _handle, data, (nuint)file.Length, out var width, out var height, out var subsampling, out var colorspace);

            // It also fails for sampling factors without a name, which it does decode; by then it has told the size.
            if (status != 0 && (width <= 0 || height <= 0))
            {
                info = default;
                return false;
            }

            const int gray = 2;
            const int firstWithFourComponents = 3;
            var layout = colorspace switch
            {
                gray => PixelLayout.Gray,
                >= firstWithFourComponents => PixelLayout.Cmyk,
                _ => PixelLayout.Rgb,
            };
            info = new JpegInfo(width, height, status == 0 ? (Subsampling)subsampling : Subsampling.Other, layout);
            return true;
        }
    }

    /// <summary>Decodes a file to pixels.</summary>
    /// <param name="file">The file.</param>
    /// <param name="info">Its header; <see cref="JpegInfo.Layout"/> may be another one than it came with.</param>
    /// <param name="pixels">Where the pixels go: rows without padding.</param>
    /// <returns>Whether there is a picture. One of a damaged file counts, as browsers and viewers show it.</returns>
    public bool TryDecode(ReadOnlySpan<byte> file, JpegInfo info, byte* pixels)
    {
        fixed (byte* data = file)
        {
            return Succeeded(TurboJpegNative.Decompress(
                _handle, data, (nuint)file.Length, pixels, info.Width, 0, info.Height, (int)info.Layout, flags: 0));
        }
    }

    /// <summary>Decodes a file to its planes, with chroma as it is sampled in the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="info">Its header.</param>
    /// <param name="planes">Where each of the planes goes.</param>
    /// <param name="strides">The length of a row in each plane; 0 for the plane's width.</param>
    /// <returns>Whether there is a picture.</returns>
    public bool TryDecodePlanes(ReadOnlySpan<byte> file, JpegInfo info, byte** planes, int* strides)
    {
        fixed (byte* data = file)
        {
            return Succeeded(TurboJpegNative.DecompressToPlanes(
                _handle, data, (nuint)file.Length, planes, info.Width, strides, info.Height, flags: 0));
        }
    }

    public void Dispose() => _ = TurboJpegNative.Destroy(_handle);

    private bool Succeeded(int status) => status == 0 || TurboJpegNative.GetErrorCode(_handle) == TurboJpegNative.Warning;
}
