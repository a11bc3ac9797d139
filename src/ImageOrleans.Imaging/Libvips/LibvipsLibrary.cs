using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>Finds libvips on this machine and sets it up, once for the process.</summary>
internal static unsafe class LibvipsLibrary
{
    private const int MinMajor = 8;
    private const int MinMinor = 13;

    /// <summary>
    /// The loaders that images are read with. All the others are blocked, so that a file which only looks like one of the seven
    /// formats never reaches the delegates of libvips that were not made for hostile input (ImageMagick, poppler, librsvg, …).
    /// </summary>
    private static readonly string[] Loaders =
    [
        "VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadNsgif", "VipsForeignLoadHeif",
        "VipsForeignLoadTiff",
    ];

    private static readonly Lazy<nint> Vips = new(() => LoadFirst(FileNames()));

    private static readonly Lazy<Version> InitialisedVersion = new(Initialise);

    /// <summary>Makes libvips ready, if it is not.</summary>
    /// <returns>Its version.</returns>
    /// <exception cref="LibvipsNotFoundException">It is not installed, or too old.</exception>
    public static Version EnsureInitialised() => InitialisedVersion.Value;

    /// <summary>Tells .NET where the four libraries of <see cref="LibvipsNative"/> are.</summary>
    internal static void RegisterResolver() => NativeLibrary.SetDllImportResolver(typeof(LibvipsNative).Assembly, Resolve);

    /// <summary>Loads libvips itself.</summary>
    /// <returns>The library's handle.</returns>
    /// <exception cref="LibvipsNotFoundException">It is not installed.</exception>
    internal static nint Load() => Vips.Value;

    /// <summary>Loads a library under the first of its names that there is.</summary>
    /// <param name="names">File names; the system looks for them where it looks for libraries.</param>
    /// <returns>The library's handle.</returns>
    /// <exception cref="LibvipsNotFoundException">There is none.</exception>
    internal static nint LoadFirst(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var handle))
            {
                return handle;
            }
        }

        throw new LibvipsNotFoundException(
            $"libvips is not installed ({names[0]} was not found). {LibvipsNotFoundException.HowToInstall}");
    }

    private static nint Resolve(string libraryName, Assembly assembly, DllImportSearchPath? searchPath) => libraryName switch
    {
        LibvipsNative.Vips => Load(),
        LibvipsNative.GObject => Companion("g_object_unref", "libgobject-2.0-0.dll"),
        LibvipsNative.GLib => Companion("g_free", "libglib-2.0-0.dll"),
        LibvipsNative.GModule => Companion("g_module_open", "libgmodule-2.0-0.dll"),
        _ => 0,
    };

    /// <summary>
    /// A library that libvips stands on. It has to be the one that libvips itself uses, which may be linked into it, and of which
    /// there may be another on the machine: hence its functions are looked for through libvips, which finds them in what it has
    /// loaded. Windows alone does not look that far.
    /// </summary>
    private static nint Companion(string function, string windowsName) =>
        NativeLibrary.TryGetExport(Load(), function, out _) ? Load() : LoadFirst([windowsName]);

    private static string[] FileNames()
    {
        if (OperatingSystem.IsWindows())
        {
            return ["libvips-42.dll"];
        }

        // Where Homebrew puts libraries the system does not look.
        const string macOS = "libvips.42.dylib";
        return OperatingSystem.IsMacOS() ? [macOS, $"/opt/homebrew/lib/{macOS}", $"/usr/local/lib/{macOS}"] : ["libvips.so.42"];
    }

    private static Version Initialise()
    {
        LimitHelperThreads();
        LibvipsModules.Hide();
        if (LibvipsNative.Init("ImageOrleans") != 0)
        {
            throw new LibvipsNotFoundException($"libvips does not start: {VipsException.FromErrorBuffer().Message}");
        }

        var version = new Version(LibvipsNative.Version(0), LibvipsNative.Version(1), LibvipsNative.Version(2));
        if (version < new Version(MinMajor, MinMinor))
        {
            throw new LibvipsNotFoundException(
                $"libvips {version} is too old: {MinMajor}.{MinMinor} is the oldest that works. {LibvipsNotFoundException.HowToInstall}");
        }

        LibvipsModules.LoadHeif(version);

        // The caller has as many threads as there are cores, each with an image of its own.
        LibvipsNative.SetConcurrency(1);

        // No image comes twice, and a cached operation would keep a pointer to the caller's bytes.
        LibvipsNative.SetCacheMax(0);

        LibvipsNative.BlockUntrusted(1);
        LibvipsNative.BlockOperation("VipsForeignLoad", 1);
        foreach (var loader in Loaders)
        {
            LibvipsNative.BlockOperation(loader, 0);
        }

        SilenceWarnings();
        return version;
    }

    /// <summary>
    /// Keeps the quantiser that makes palettes (libimagequant, through OpenMP or Rayon) from starting a thread for each core in
    /// each of our threads. Apart from the crowd, its result would depend on the number of cores, and the same image must come
    /// out the same on every machine. Both read their variable when they are loaded. A value that is there already stays.
    /// </summary>
    private static void LimitHelperThreads()
    {
        if (!OperatingSystem.IsWindows())
        {
            CEnvironment.Set("OMP_NUM_THREADS", "1", overwrite: false);
            CEnvironment.Set("RAYON_NUM_THREADS", "1", overwrite: false);
        }
    }

    /// <summary>libvips writes a line on standard error for each oddity of an image. Here those are outcomes.</summary>
    private static void SilenceWarnings()
    {
        const int warning = 1 << 4;
        _ = LibvipsNative.SetLogHandler("VIPS", warning, &Ignore, 0);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Ignore(nint domain, int level, nint message, nint data)
    {
    }
}
