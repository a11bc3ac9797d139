using System.Runtime.InteropServices;

namespace ImageOrleans.Jpeg.TestSupport.Peers;

/// <summary>
/// libjpeg-turbo in this process (turbojpeg.h), with the settings of djpeg and jpegtran: exact DCT, smooth upsampling. A handle for each
/// file, since the next one would still find the tables of the last.
/// </summary>
public static partial class TurboJpeg
{
    private const string Library = "libturbojpeg.so.0";

    /// <summary>Decodes a file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>Its pixels, and what the decoder said about the file.</returns>
    public static DecodedPixels Decode(ReadOnlySpan<byte> file)
    {
        var handle = tjInitDecompress();
        try
        {
            return Decode(handle, file);
        }
        finally
        {
            _ = tjDestroy(handle);
        }
    }

    /// <summary>Writes a file again without loss, as jpegtran does.</summary>
    /// <param name="file">The file.</param>
    /// <returns>A sequential file with its coefficients, or null when none can be read.</returns>
    public static unsafe byte[]? Transform(ReadOnlySpan<byte> file)
    {
        var handle = tjInitTransform();
        var transform = default(Transformation);
        byte* output = null;
        CULong length = default;
        try
        {
            // An error is a warning too: the file tells, which is there or not.
            _ = tjTransform(handle, file, new CULong((uint)file.Length), 1, &output, &length, &transform, 0);
            return output is null || length.Value == 0 ? null : new ReadOnlySpan<byte>(output, (int)length.Value).ToArray();
        }
        finally
        {
            tjFree(output);
            _ = tjDestroy(handle);
        }
    }

    private static DecodedPixels Decode(nint handle, ReadOnlySpan<byte> file)
    {
        const int gray = 2;
        const int cmyk = 4;

        // -1 for sampling factors that this API has no name for; the sides are there all the same.
        tjDecompressHeader3(handle, file, new CULong((uint)file.Length), out var width, out var height, out var subsampling, out var colourSpace);
        if (width <= 0 || height <= 0)
        {
            return new DecodedPixels(0, 0, [], ErrorMessage(handle), IsFatal: true);
        }

        var (format, channels) = colourSpace switch
        {
            gray => (PixelFormat.Gray, 1),
            >= cmyk - 1 and <= cmyk => (PixelFormat.Cmyk, 4),
            _ => (PixelFormat.Rgb, 3),
        };
        var pixels = new byte[width * height * channels];
        var result = tjDecompress2(handle, file, new CULong((uint)file.Length), pixels, width, 0, height, (int)format, 0);
        return new DecodedPixels(
            width, height, pixels, result == 0 ? null : ErrorMessage(handle), IsFatal: result != 0 && tjGetErrorCode(handle) != 0);
    }

    private static string ErrorMessage(nint handle) => Marshal.PtrToStringUTF8(tjGetErrorStr2(handle)) ?? "unknown";

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
    private static partial nint tjInitTransform();

    [LibraryImport(Library)]
    private static unsafe partial int tjTransform(
        nint handle, ReadOnlySpan<byte> file, CULong length, int count, byte** outputs, CULong* lengths, Transformation* transforms, int flags);

    [LibraryImport(Library)]
    private static unsafe partial void tjFree(byte* buffer);

    [LibraryImport(Library)]
    private static partial int tjDestroy(nint handle);

    /// <summary>tjtransform; all zero, it changes nothing.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Transformation
    {
        public int X;
        public int Y;
        public int Width;
        public int Height;
        public int Operation;
        public int Options;
        public nint Data;
        public nint Filter;
    }

    /// <summary>TJPF.</summary>
    private enum PixelFormat
    {
        Rgb = 0,
        Gray = 6,
        Cmyk = 11,
    }
}
