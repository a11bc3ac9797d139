using System.Runtime.InteropServices;

namespace ImageOrleans.Jpeg.TestSupport.Peers;

/// <summary>
/// libjpeg-turbo's decoder in this process (turbojpeg.h), with the settings of djpeg: exact DCT, smooth upsampling. One thread at a time.
/// </summary>
public sealed partial class TurboJpeg : IDisposable
{
    private const string Library = "libturbojpeg.so.0";
    private readonly nint _handle = tjInitDecompress();

    /// <summary>Decodes a file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>Its pixels, and what the decoder said about the file.</returns>
    public DecodedPixels Decode(ReadOnlySpan<byte> file)
    {
        const int gray = 2;
        const int cmyk = 4;

        // -1 for sampling factors that this API has no name for; the sides are there all the same.
        tjDecompressHeader3(_handle, file, new CULong((uint)file.Length), out var width, out var height, out var subsampling, out var colourSpace);
        if (width <= 0 || height <= 0)
        {
            return new DecodedPixels(0, 0, [], ErrorMessage(), IsFatal: true);
        }

        var (format, channels) = colourSpace switch
        {
            gray => (PixelFormat.Gray, 1),
            >= cmyk - 1 and <= cmyk => (PixelFormat.Cmyk, 4),
            _ => (PixelFormat.Rgb, 3),
        };
        var pixels = new byte[width * height * channels];
        var result = tjDecompress2(_handle, file, new CULong((uint)file.Length), pixels, width, 0, height, (int)format, 0);
        return new DecodedPixels(
            width, height, pixels, result == 0 ? null : ErrorMessage(), IsFatal: result != 0 && tjGetErrorCode(_handle) != 0);
    }

    /// <summary>Frees the decoder.</summary>
    public void Dispose() => _ = tjDestroy(_handle);

    private string ErrorMessage() => Marshal.PtrToStringUTF8(tjGetErrorStr2(_handle)) ?? "unknown";

    [LibraryImport(Library)]
    private static partial nint tjInitDecompress();

    [LibraryImport(Library)]
    private static partial int tjDecompressHeader3(
        nint handle, ReadOnlySpan<byte> file, CULong length, out int width, out int height, out int subsampling, out int colourSpace);

    [LibraryImport(Library)]
    private static partial int tjDecompress2(
        nint handle, ReadOnlySpan<byte> file, CULong length, Span<byte> pixels, int width, int pitch, int height, int format, int flags);

    [LibraryImport(Library)]
    private static partial int tjGetErrorCode(nint handle);

    [LibraryImport(Library)]
    private static partial nint tjGetErrorStr2(nint handle);

    [LibraryImport(Library)]
    private static partial int tjDestroy(nint handle);

    /// <summary>TJPF.</summary>
    private enum PixelFormat
    {
        Rgb = 0,
        Gray = 6,
        Cmyk = 11,
    }
}
