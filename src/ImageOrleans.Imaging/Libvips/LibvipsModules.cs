using System.Runtime.InteropServices;
using System.Text;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>
/// Debian's libvips brings some formats as modules, and loads all of them when it starts, with their symbols visible to the
/// whole process. One of them (openslide) thereby puts the system's SQLite before any other that the process uses: calls from
/// within the other end in the wrong library, and the process dies. So libvips finds no modules here, and the one module that
/// is wanted, HEIF and AVIF, is loaded by hand with its symbols to itself.
/// </summary>
internal static partial class LibvipsModules
{
    private const string HeifModule = "vips-heif.so";

    // G_MODULE_BIND_LOCAL
    private const int BindLocal = 2;

    /// <summary>Keeps libvips from loading modules. To be called before it starts.</summary>
    public static void Hide()
    {
        if (OperatingSystem.IsLinux())
        {
            // libvips looks for modules, and for nothing else here, below this folder (vips_guess_libdir).
            CEnvironment.Set("VIPSHOME", "/nonexistent", overwrite: true);
        }
    }

    /// <summary>Loads the module for HEIF and AVIF, where there is one; elsewhere it is built in. To be called after libvips started.</summary>
    /// <param name="library">The handle of libvips.</param>
    /// <param name="version">Its version.</param>
    public static unsafe void LoadHeif(nint library, Version version)
    {
        if (OperatingSystem.IsLinux() && FolderOf(library) is { } folder)
        {
            var path = Path.Combine(folder, $"vips-modules-{version.Major}.{version.Minor}", HeifModule);
            if (File.Exists(path))
            {
                // The module registers itself and stays for good.
                var openModule = (delegate* unmanaged[Cdecl]<byte*, int, nint>)NativeLibrary.GetExport(library, "g_module_open");
                fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
                {
                    _ = openModule(name, BindLocal);
                }
            }
        }
    }

    /// <summary>The folder that a library was loaded from; null when that can't be told.</summary>
    private static unsafe string? FolderOf(nint library) =>
        FindLibraryOf(NativeLibrary.GetExport(library, "vips_init"), out var info) != 0
            ? Path.GetDirectoryName(Marshal.PtrToStringUTF8((nint)info.FileName))
            : null;

    [LibraryImport("libc", EntryPoint = "dladdr")]
    private static partial int FindLibraryOf(nint address, out LibraryInfo info);

    /// <summary><c>Dl_info</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct LibraryInfo
    {
        public byte* FileName;
        public nint BaseAddress;
        public byte* SymbolName;
        public nint SymbolAddress;
    }
}
