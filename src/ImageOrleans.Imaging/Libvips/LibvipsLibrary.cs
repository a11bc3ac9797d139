using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetVips;
using Vips = NetVips.NetVips;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>Loads libvips for NetVips and sets it up, once for the process.</summary>
internal static class LibvipsLibrary
{
    private static readonly Version OldestVersion = new(8, 13);

    /// <summary>
    /// The loaders that images are read with. All others are blocked, so that a file which only looks like one of the seven
    /// formats never reaches the delegates of libvips that were not made for hostile input (ImageMagick, poppler, librsvg, …).
    /// </summary>
    private static readonly string[] Loaders =
    [
        "VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadNsgif", "VipsForeignLoadHeif",
        "VipsForeignLoadTiff",
    ];

    private static readonly Lock Gate = new();

    private static (LibvipsSource Source, Version Version)? _loaded;
    private static LibvipsNotFoundException? _failure;

    /// <summary>Makes libvips ready, if it is not.</summary>
    /// <param name="source">Which libvips.</param>
    /// <returns>Its version.</returns>
    /// <exception cref="LibvipsNotFoundException">It is missing, too old, or does not start.</exception>
    /// <exception cref="InvalidOperationException">The process has loaded the other libvips already.</exception>
    public static Version EnsureLoaded(LibvipsSource source)
    {
        lock (Gate)
        {
            if (_failure is not null)
            {
                // A second try in the same process can't end otherwise.
                throw _failure;
            }

            try
            {
                _loaded ??= (source, Load(source));
            }
            catch (LibvipsNotFoundException exception)
            {
                _failure = exception;
                throw;
            }

            return _loaded.Value.Source == source
                ? _loaded.Value.Version
                : throw new InvalidOperationException($"This process uses the {_loaded.Value.Source} libvips and can't load another.");
        }
    }

    /// <summary>The files to try, in this order.</summary>
    /// <param name="source">Which libvips.</param>
    /// <returns>Paths, or names that the system looks for where it looks for libraries.</returns>
    internal static IEnumerable<string> FileNames(LibvipsSource source)
    {
        var name = OperatingSystem.IsWindows() ? "libvips-42.dll" : OperatingSystem.IsMacOS() ? "libvips.42.dylib" : "libvips.so.42";
        if (source == LibvipsSource.Bundled)
        {
            // The host of .NET lists the folders of the packages' native libraries here.
            var folders = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(Path.PathSeparator);
            return folders.Append(AppContext.BaseDirectory).Select(folder => Path.Combine(folder, name)).Where(File.Exists);
        }

        // The system does not look where Homebrew puts libraries.
        return OperatingSystem.IsMacOS() ? [name, $"/opt/homebrew/lib/{name}", $"/usr/local/lib/{name}"] : [name];
    }

    /// <summary>Loads the first of some libraries that there is.</summary>
    /// <param name="source">Which libvips they are.</param>
    /// <param name="fileNames">Paths or names.</param>
    /// <returns>The library's handle.</returns>
    /// <exception cref="LibvipsNotFoundException">There is none.</exception>
    internal static nint LoadFirst(LibvipsSource source, IEnumerable<string> fileNames)
    {
        foreach (var fileName in fileNames)
        {
            if (NativeLibrary.TryLoad(fileName, out var handle))
            {
                return handle;
            }
        }

        throw LibvipsNotFoundException.For(source, reason: null);
    }

    private static Version Load(LibvipsSource source)
    {
        // NetVips starts libvips as soon as one of its types is touched: library and environment are settled before.
        var library = LoadFirst(source, FileNames(source));
        LimitHelperThreads();
        if (source == LibvipsSource.System)
        {
            LibvipsModules.Hide();
        }

        // The first resolver that is set stays; NetVips sets its own when it starts, and goes without where there is one.
        NativeLibrary.SetDllImportResolver(Assembly.Load(nameof(NetVips)), (name, assembly, path) =>
            IsPartOf(library, name) ? library : NativeLibrary.Load(name, assembly, path));
        var version = Start(source);
        if (source == LibvipsSource.System)
        {
            LibvipsModules.LoadHeif(library, version);
        }

        return version;
    }

    /// <summary>
    /// Whether the functions of a library that NetVips names are found through libvips. GLib's are, in what libvips was linked
    /// with or has loaded; Windows alone does not look that far.
    /// </summary>
    private static bool IsPartOf(nint libvips, string name) =>
        !OperatingSystem.IsWindows()
        || name.StartsWith("libvips", StringComparison.Ordinal)
        || NativeLibrary.TryGetExport(libvips, "g_free", out _);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Version Start(LibvipsSource source)
    {
        if (!ModuleInitializer.VipsInitialized)
        {
            throw LibvipsNotFoundException.For(source, ModuleInitializer.Exception?.Message ?? "it does not start");
        }

        var version = new Version(Vips.Version(0), Vips.Version(1), Vips.Version(2));
        if (version < OldestVersion)
        {
            throw LibvipsNotFoundException.For(source, $"version {version} is too old, {OldestVersion} is the oldest that works");
        }

        Configure();
        return version;
    }

    private static void Configure()
    {
        // The caller has as many threads as there are cores, each with an image of its own.
        Vips.Concurrency = 1;

        // No image comes twice: a cache would only hold memory.
        Cache.Max = 0;

        Vips.BlockUntrusted = true;
        Operation.Block("VipsForeignLoad", true);
        foreach (var loader in Loaders)
        {
            Operation.Block(loader, false);
        }

        // libvips writes a line on standard error for each oddity of an image. Here those are outcomes.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, static (_, _, _) => { });
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
}
