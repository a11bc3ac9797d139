using System.Runtime.InteropServices;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>The environment as C code reads it, which on Unix is not the one that <see cref="Environment"/> writes to.</summary>
internal static partial class CEnvironment
{
    /// <summary>Sets a variable. To be called before the code that reads it is loaded; not on Windows.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="overwrite">Whether a value that is there already is replaced.</param>
    public static void Set(string name, string value, bool overwrite) => _ = SetEnvironment(name, value, overwrite ? 1 : 0);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
