using System.Globalization;
using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>How libvips writes each format.</summary>
internal static class SaveOptions
{
    /// <summary>The libvips that replaced <c>strip</c>, all metadata or none, by <c>keep</c>, which tells kinds apart.</summary>
    public static readonly Version FirstWithKeep = new(8, 15);

    private static readonly Version FirstWithTuning = new(8, 18);

    /// <summary>The longest side that files of a format can have, in pixels.</summary>
    /// <param name="format">The format.</param>
    /// <returns>The limit of the format, or of libvips' writer for it where that is lower.</returns>
    public static int LongestSide(ImageFormat format) => format switch
    {
        ImageFormat.WebP or ImageFormat.Avif or ImageFormat.Heif => 16_383,
        ImageFormat.Jpeg or ImageFormat.Gif => 65_535,
        _ => int.MaxValue,
    };

    /// <summary>The suffix with options that makes libvips write a file as asked.</summary>
    /// <param name="encoding">What is asked.</param>
    /// <param name="hasAlpha">Whether the picture has transparency.</param>
    /// <param name="metadata">What the picture carries that is to be written.</param>
    /// <param name="version">The version of libvips.</param>
    /// <returns>For example <c>.jpg[Q=50,optimize_coding=true]</c>.</returns>
    public static string For(PixelEncoding encoding, bool hasAlpha, MetadataToWrite metadata, Version version)
    {
        var q = encoding.Quality;
        var interlace = encoding.Progressive ? "true" : "false";
        var options = encoding.Format switch
        {
            // Chroma is halved below Q=90 (subsample_mode=auto). Where there is transparency, white shines through.
            ImageFormat.Jpeg => $".jpg[Q={q},optimize_coding=true,subsample_mode=auto,background=255,interlace={interlace}",
            ImageFormat.Png when encoding.UsePalette => $".png[palette=true,Q={q},compression=8,interlace={interlace}",
            ImageFormat.Png => $".png[compression=8,filter=all,interlace={interlace}",
            ImageFormat.WebP => $".webp[Q={q},effort=4",
            ImageFormat.Gif => $".gif[{GifOptions(q)}",
            ImageFormat.Avif => $".avif[compression=av1,Q={q},bitdepth=8,effort=3{AvifTuning(hasAlpha, version)}",
            ImageFormat.Heif => $".heic[compression=hevc,Q={q},bitdepth=8",
            ImageFormat.Tiff when hasAlpha => ".tif[compression=deflate,predictor=horizontal",
            ImageFormat.Tiff => $".tif[compression=jpeg,Q={q}",
            _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding.Format, "Not a format."),
        };
        return $"{options}{Metadata(metadata, version)}]";
    }

    /// <summary>
    /// From 8.18 on libvips tunes AVIF for another measure (iq), which at quality 50 makes files 2.5 times as large and takes 1.3
    /// times as long: at equal SSIM they are a fifth larger. The older tuning keeps a quality what it was. Opacity, which is coded with
    /// the same tuning, keeps the newer one: the older one makes it up to 6 % wrong at edges.
    /// </summary>
    private static string AvifTuning(bool hasAlpha, Version version) => version >= FirstWithTuning && !hasAlpha ? ",tune=ssim" : "";

    /// <summary>
    /// GIF knows no quality. Below 90 there are fewer colours, half dithered since dithering is what GIF compresses worst, and the
    /// lower the quality, the more a pixel may differ from the frame before and yet count as unchanged.
    /// </summary>
    private static string GifOptions(int quality)
    {
        var bits = quality switch { >= 90 => 8, >= 70 => 7, >= 40 => 6, >= 20 => 5, _ => 4 };
        var dither = bits == 8 ? "1.0" : "0.5";
        return string.Create(
            CultureInfo.InvariantCulture, $"bitdepth={bits},dither={dither},interframe_maxerror={(100 - quality) / 6}");
    }

    /// <summary>
    /// Before 8.15 a profile can only be written with an EXIF block, which <see cref="ExifRemover"/> then cuts out.
    /// </summary>
    private static string Metadata(MetadataToWrite metadata, Version version) => metadata switch
    {
        MetadataToWrite.None => version >= FirstWithKeep ? ",keep=none" : ",strip=true",
        MetadataToWrite.ProfileAlone => version >= FirstWithKeep ? ",keep=icc" : "",
        _ => "",
    };
}
