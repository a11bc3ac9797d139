using System.Runtime.InteropServices;
using ImageOrleans.Imaging.Libvips;
using ImageOrleans.Imaging.Tests.Files;

namespace ImageOrleans.Imaging.Tests;

/// <summary>What libvips says of its own use of memory.</summary>
internal static unsafe partial class VipsMemory
{
    private const string Vips = "vips";

    /// <summary>The bytes of pixel buffers that are allocated.</summary>
    public static long Current() => (long)GetMemory();

    /// <summary>The most bytes that were ever allocated at once.</summary>
    public static long Highwater() => (long)GetMemoryHighwater();

    /// <summary>The buffers that are allocated.</summary>
    public static int Allocations() => GetAllocations();

    /// <summary>The objects (images, operations, regions, …) that are alive.</summary>
    public static int Objects()
    {
        var count = 0;
        _ = MapObjects(&Count, (nint)(&count), 0);
        return count;
    }

    /// <summary>The messages that nobody has taken.</summary>
    public static string Errors() => Marshal.PtrToStringUTF8(ErrorBuffer())!;

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static nint Count(nint instance, nint counter, nint unused)
    {
        ++*(int*)counter;
        return 0;
    }

    // The test assembly has a resolver of its own to set; that of the library under test does not reach it.
    private static nint Resolve(string name, System.Reflection.Assembly assembly, DllImportSearchPath? path) =>
        name == Vips ? LibvipsLibrary.LoadFirst(TestLibvips.Source, LibvipsLibrary.FileNames(TestLibvips.Source)) : 0;

    static VipsMemory() => NativeLibrary.SetDllImportResolver(typeof(VipsMemory).Assembly, Resolve);

    [LibraryImport(Vips, EntryPoint = "vips_tracked_get_mem")]
    private static partial nuint GetMemory();

    [LibraryImport(Vips, EntryPoint = "vips_tracked_get_mem_highwater")]
    private static partial nuint GetMemoryHighwater();

    [LibraryImport(Vips, EntryPoint = "vips_tracked_get_allocs")]
    private static partial int GetAllocations();

    [LibraryImport(Vips, EntryPoint = "vips_error_buffer")]
    private static partial nint ErrorBuffer();

    [LibraryImport(Vips, EntryPoint = "vips_object_map")]
    private static partial nint MapObjects(delegate* unmanaged[Cdecl]<nint, nint, nint, nint> function, nint a, nint b);
}
