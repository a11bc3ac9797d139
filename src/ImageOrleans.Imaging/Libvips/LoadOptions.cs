using ImageOrleans.Contracts;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>How libvips reads each format.</summary>
internal static class LoadOptions
{
    /// <summary>The beginning of the class name of the loader that belongs to a format.</summary>
    /// <param name="format">The format.</param>
    /// <returns>A prefix: the rest tells whether it reads from a file, a buffer or a stream.</returns>
    public static string LoaderClass(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "VipsForeignLoadJpeg",
        ImageFormat.Png => "VipsForeignLoadPng",
        ImageFormat.WebP => "VipsForeignLoadWebp",
        ImageFormat.Gif => "VipsForeignLoadNsgif",
        ImageFormat.Avif or ImageFormat.Heif => "VipsForeignLoadHeif",
        ImageFormat.Tiff => "VipsForeignLoadTiff",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format."),
    };

    /// <summary>The loader's operation, by which libvips is asked whether it was built with it.</summary>
    /// <param name="format">The format.</param>
    /// <returns>The operation's nickname.</returns>
    public static string Operation(ImageFormat format) => format switch
    {
        ImageFormat.Avif => "heifload_source",
        _ => $"{format.ToString().ToLowerInvariant()}load_source",
    };

    /// <summary>The loader's options.</summary>
    /// <param name="format">The format.</param>
    /// <param name="allFrames">Whether all frames are read, one below the other; otherwise the first alone is.</param>
    /// <returns>An option string.</returns>
    /// <remarks>
    /// <para>
    /// Pixels are always asked for from top to bottom: sequential access lets them be decoded as they are needed, where random
    /// access would first decode the whole picture to memory.
    /// </para>
    /// <para>
    /// What is damage? For JPEG what leaves nothing to show: libjpeg paints grey where it lost its way, browsers show the rest, and
    /// so does the result (<c>fail_on=none</c>). For the others an error is, which covers files cut short. GIF warnings are mostly
    /// about trailing rubbish that every viewer accepts.
    /// </para>
    /// </remarks>
    public static string For(ImageFormat format, bool allFrames)
    {
        var failOn = format == ImageFormat.Jpeg ? "none" : "error";
        var frames = allFrames ? ",n=-1" : "";
        return $"[access=sequential,fail_on={failOn}{frames}]";
    }
}
