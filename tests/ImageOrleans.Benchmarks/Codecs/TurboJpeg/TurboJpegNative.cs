using System.Runtime.InteropServices;

namespace ImageOrleans.Benchmarks.Codecs.TurboJpeg;

/// <summary>
/// The part of the TurboJPEG C API that is used here, as of 2.1 (https://libjpeg-turbo.org/Documentation/Documentation).
/// Its <c>unsigned long</c> is as wide as a pointer on every 64-bit system but Windows.
/// </summary>
internal static unsafe partial class TurboJpegNative
{
    /// <summary>The output buffer is the caller's, large enough, and is not to be allocated anew.</summary>
    internal const int NoReallocation = 1024;

    /// <summary>The accurate integer DCT at every quality. Without it the encoder takes the fast one below quality 96.</summary>
    internal const int AccurateDct = 4096;

    /// <summary>Writes a progressive JPEG.</summary>
    internal const int Progressive = 16384;

    /// <summary>What <see cref="GetErrorCode"/> gives when the picture was decoded in spite of damage.</summary>
    internal const int Warning = 0;

    private const string Library = "libturbojpeg.so.0";

    internal static bool IsInstalled => NativeLibrary.TryLoad(Library, out _);

    [LibraryImport(Library, EntryPoint = "tjInitDecompress")]
    internal static partial nint InitDecompress();

    [LibraryImport(Library, EntryPoint = "tjInitCompress")]
    internal static partial nint InitCompress();

    [LibraryImport(Library, EntryPoint = "tjDestroy")]
    internal static partial int Destroy(nint handle);

    [LibraryImport(Library, EntryPoint = "tjGetErrorCode")]
    internal static partial int GetErrorCode(nint handle);

    [LibraryImport(Library, EntryPoint = "tjGetErrorStr2")]
    internal static partial byte* GetErrorText(nint handle);

    [LibraryImport(Library, EntryPoint = "tjDecompressHeader3")]
    internal static partial int DecompressHeader(
        nint handle, byte* file, nuint length, out int width, out int height, out int subsampling, out int colorspace);

    [LibraryImport(Library, EntryPoint = "tjDecompress2")]
    internal static partial int Decompress(
        nint handle, byte* file, nuint length, byte* pixels, int width, int pitch, int height, int format, int flags);

    [LibraryImport(Library, EntryPoint = "tjCompress2")]
    internal static partial int Compress(
        nint handle,
        byte* pixels,
        int width,
        int pitch,
        int height,
        int format,
        ref byte* file,
        ref nuint length,
        int subsampling,
        int quality,
        int flags);

    [LibraryImport(Library, EntryPoint = "tjDecompressToYUVPlanes")]
    internal static partial int DecompressToPlanes(
        nint handle, byte* file, nuint length, byte** planes, int width, int* strides, int height, int flags);

    [LibraryImport(Library, EntryPoint = "tjCompressFromYUVPlanes")]
    internal static partial int CompressFromPlanes(
        nint handle,
        byte** planes,
        int width,
        int* strides,
        int height,
        int subsampling,
        ref byte* file,
        ref nuint length,
        int quality,
        int flags);

    /// <summary>
    /// The most bytes that a JPEG of this size can have; <see cref="nuint.MaxValue"/> when the arguments make no sense.
    /// </summary>
    [LibraryImport(Library, EntryPoint = "tjBufSize")]
    internal static partial nuint BufferSize(int width, int height, int subsampling);

    /// <summary>The bytes of one plane; <see cref="nuint.MaxValue"/> when the arguments make no sense.</summary>
    [LibraryImport(Library, EntryPoint = "tjPlaneSizeYUV")]
    internal static partial nuint PlaneSize(int component, int width, int stride, int height, int subsampling);
}
