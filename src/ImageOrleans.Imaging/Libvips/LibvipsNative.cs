using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>
/// The part of libvips' C API (https://www.libvips.org/API/current/) that is used here; it is the same from 8.13 to 8.17.
/// </summary>
/// <remarks>
/// Some of these functions are variadic in C: after the named parameters come pairs of an option's name and value, then NULL.
/// .NET calls them as if they were not, which is sound because only integers and pointers are passed, every one 8 bytes wide:
/// <list type="bullet">
/// <item>x64 Linux and macOS (System V ABI 3.5.7): variadic arguments travel as named ones do, in rdi to r9 and then on the stack.
/// The callee takes from AL only how many vector registers to save; whatever is in AL, saving them harms nothing.</item>
/// <item>arm64 Linux (AAPCS64, 6.4.2): variadic arguments travel as named ones do, in x0 to x7 and then on the stack.</item>
/// <item>x64 Windows: variadic arguments travel as named ones do, floating point aside.</item>
/// <item>arm64 macOS: variadic arguments are all on the stack. Hence enough arguments are passed to fill x0 to x7, so that the
/// first of the others is where the callee looks: for a function without options, NULLs all the way; for
/// <c>vips_thumbnail_buffer</c>, options that are without consequence when they are not seen.</item>
/// </list>
/// </remarks>
internal static partial class LibvipsNative
{
    internal const string Vips = "vips";
    internal const string GObject = "gobject";
    internal const string GLib = "glib";
    internal const string GModule = "gmodule";

    static LibvipsNative() => LibvipsLibrary.RegisterResolver();

    [LibraryImport(Vips, EntryPoint = "vips_init", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Init(string programName);

    [LibraryImport(Vips, EntryPoint = "vips_version")]
    internal static partial int Version(int flag);

    [LibraryImport(Vips, EntryPoint = "vips_concurrency_set")]
    internal static partial void SetConcurrency(int threads);

    [LibraryImport(Vips, EntryPoint = "vips_cache_set_max")]
    internal static partial void SetCacheMax(int operations);

    [LibraryImport(Vips, EntryPoint = "vips_block_untrusted_set")]
    internal static partial void BlockUntrusted(int state);

    [LibraryImport(Vips, EntryPoint = "vips_operation_block_set", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void BlockOperation(string className, int state);

    [LibraryImport(Vips, EntryPoint = "vips_type_find", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nuint FindType(string baseName, string nickname);

    /// <summary>Copies and empties the error buffer, which all threads share.</summary>
    [LibraryImport(Vips, EntryPoint = "vips_error_buffer_copy")]
    internal static partial nint CopyErrorBuffer();

    /// <summary>The class name of the loader that libvips would choose; NULL for none. The text is libvips' own.</summary>
    [LibraryImport(Vips, EntryPoint = "vips_foreign_find_load_buffer")]
    internal static unsafe partial nint FindLoadBuffer(byte* data, nuint length);

    [LibraryImport(Vips, EntryPoint = "vips_image_new_from_buffer", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial VipsImage NewFromBuffer(
        byte* data, nuint length, string options, nint end, nint x4, nint x5, nint x6, nint x7, nint stack);

    internal static unsafe VipsImage NewFromBuffer(byte* data, nuint length, string options) =>
        NewFromBuffer(data, length, options, 0, 0, 0, 0, 0, 0);

    [LibraryImport(Vips, EntryPoint = "vips_thumbnail_buffer")]
    private static unsafe partial int ThumbnailBuffer(
        byte* data, nuint length, out VipsImage thumbnail, nint width, byte* x4, nint x5, byte* x6, nint x7,
        byte* name1, nint value1, byte* name2, nint value2, byte* name3, nint value3, byte* name4, byte* value4, nint end);

    /// <summary>Decodes to exactly that size, with the loader's own reduction first where it has one (JPEG, WebP).</summary>
    internal static unsafe int ThumbnailBuffer(
        byte* data, nuint length, out VipsImage thumbnail, int width, int height, ReadOnlySpan<byte> options)
    {
        const int forceSize = 3; // VIPS_SIZE_FORCE: both sides as given
        fixed (
            byte* heightName = "height\0"u8,
            sizeName = "size\0"u8,
            noRotateName = "no_rotate\0"u8,
            optionsName = "option_string\0"u8,
            optionsText = options)
        {
            return ThumbnailBuffer(
                data, length, out thumbnail, width, noRotateName, 1, noRotateName, 1,
                heightName, height, sizeName, forceSize, noRotateName, 1, optionsName, optionsText, 0);
        }
    }

    [LibraryImport(Vips, EntryPoint = "vips_image_write_to_buffer", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int WriteToBuffer(
        VipsImage image, string suffix, out GlibMemory buffer, out nuint length, nint end, nint x5, nint x6, nint x7, nint stack);

    internal static int WriteToBuffer(VipsImage image, string suffix, out GlibMemory buffer, out nuint length) =>
        WriteToBuffer(image, suffix, out buffer, out length, 0, 0, 0, 0, 0);

    [LibraryImport(Vips, EntryPoint = "vips_copy")]
    private static partial int Copy(
        VipsImage image, out VipsImage copy, nint end, nint x3, nint x4, nint x5, nint x6, nint x7, nint stack);

    internal static int Copy(VipsImage image, out VipsImage copy) => Copy(image, out copy, 0, 0, 0, 0, 0, 0, 0);

    [LibraryImport(Vips, EntryPoint = "vips_colourspace")]
    private static partial int Colourspace(
        VipsImage image, out VipsImage converted, nint interpretation, nint end, nint x4, nint x5, nint x6, nint x7, nint stack);

    internal static int Colourspace(VipsImage image, out VipsImage converted, Interpretation interpretation) =>
        Colourspace(image, out converted, (nint)interpretation, 0, 0, 0, 0, 0, 0);

    [LibraryImport(Vips, EntryPoint = "vips_autorot")]
    private static partial int Autorot(
        VipsImage image, out VipsImage upright, nint end, nint x3, nint x4, nint x5, nint x6, nint x7, nint stack);

    internal static int Autorot(VipsImage image, out VipsImage upright) => Autorot(image, out upright, 0, 0, 0, 0, 0, 0, 0);

    [LibraryImport(Vips, EntryPoint = "vips_image_copy_memory")]
    internal static partial VipsImage CopyMemory(VipsImage image);

    [LibraryImport(Vips, EntryPoint = "vips_image_new_from_memory_copy")]
    internal static unsafe partial VipsImage NewFromMemoryCopy(
        byte* data, nuint length, int width, int height, int bands, int format);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_width")]
    internal static partial int GetWidth(VipsImage image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_height")]
    internal static partial int GetHeight(VipsImage image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_page_height")]
    internal static partial int GetPageHeight(VipsImage image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_n_pages")]
    internal static partial int GetPages(VipsImage image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_bands")]
    internal static partial int GetBands(VipsImage image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_format")]
    internal static partial int GetBandFormat(VipsImage image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_interpretation")]
    internal static partial Interpretation GetInterpretation(VipsImage image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_orientation")]
    internal static partial int GetOrientation(VipsImage image);

    [LibraryImport(Vips, EntryPoint = "vips_image_hasalpha")]
    internal static partial int HasAlpha(VipsImage image);

    /// <summary>The names of all metadata, a NULL-terminated list to be freed with <see cref="FreeStrings"/>.</summary>
    [LibraryImport(Vips, EntryPoint = "vips_image_get_fields")]
    internal static unsafe partial byte** GetFields(VipsImage image);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_typeof", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nuint GetTypeOf(VipsImage image, string name);

    [LibraryImport(Vips, EntryPoint = "vips_image_get_blob", StringMarshalling = StringMarshalling.Utf8)]
    internal static unsafe partial int GetBlob(VipsImage image, string name, out byte* data, out nuint length);

    [LibraryImport(Vips, EntryPoint = "vips_image_set_blob_copy", StringMarshalling = StringMarshalling.Utf8)]
    internal static unsafe partial void SetBlob(VipsImage image, string name, byte* data, nuint length);

    [LibraryImport(Vips, EntryPoint = "vips_image_remove", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Remove(VipsImage image, string name);

    [LibraryImport(Vips, EntryPoint = "vips_region_new")]
    internal static partial VipsRegion NewRegion(VipsImage image);

    /// <summary>The pixels of a part of an image, a copy to be freed; NULL when they cannot be made.</summary>
    [LibraryImport(Vips, EntryPoint = "vips_region_fetch")]
    internal static partial GlibMemory FetchRegion(VipsRegion region, int left, int top, int width, int height, out nuint length);

    [LibraryImport(GObject, EntryPoint = "g_object_unref")]
    internal static partial void Unref(nint instance);

    [LibraryImport(GLib, EntryPoint = "g_free")]
    internal static partial void Free(nint memory);

    [LibraryImport(GLib, EntryPoint = "g_strfreev")]
    internal static unsafe partial void FreeStrings(byte** strings);

    [LibraryImport(GLib, EntryPoint = "g_log_set_handler", StringMarshalling = StringMarshalling.Utf8)]
    internal static unsafe partial uint SetLogHandler(
        string domain, int levels, delegate* unmanaged[Cdecl]<nint, int, nint, nint, void> handler, nint data);
}
