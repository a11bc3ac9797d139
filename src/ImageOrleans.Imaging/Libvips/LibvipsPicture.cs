using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;
using NetVips;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>
/// Opens image files, and makes the picture that is to be written of one: reduced, in 8 bits of RGB or grey, turned upright if
/// asked. Most of these pictures are recipes, not pixels: those are computed when something asks for them.
/// </summary>
internal static class LibvipsPicture
{
    /// <summary>Whether libvips would read a file with the loader that belongs to its format.</summary>
    /// <param name="source">The file.</param>
    /// <param name="format">Its format, as we sniffed it.</param>
    /// <returns>False when libvips takes it for something else, or for nothing.</returns>
    public static bool IsReadableAs(Source source, ImageFormat format)
    {
        if (Image.FindLoadSource(source) is not { } loader)
        {
            DiscardErrorMessage();
            return false;
        }

        return loader.StartsWith(LoadOptions.LoaderClass(format), StringComparison.Ordinal);
    }

    /// <summary>Opens a file: its header is read, its pixels are not.</summary>
    /// <param name="source">The file.</param>
    /// <param name="format">Its format.</param>
    /// <param name="allFrames">Whether all frames are opened, or the first alone.</param>
    /// <returns>The picture as it is stored.</returns>
    /// <exception cref="VipsException">The file is damaged.</exception>
    public static Image Open(Source source, ImageFormat format, bool allFrames) =>
        Image.NewFromSource(source, LoadOptions.For(format, allFrames));

    /// <summary>Makes the picture that is to be written. Its pixels can be asked for once, from top to bottom.</summary>
    /// <param name="source">The file.</param>
    /// <param name="header">Its header.</param>
    /// <param name="encoding">What is to be made of it.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="VipsException">The file is damaged.</exception>
    public static Image Make(Source source, ImageHeader header, PixelEncoding encoding)
    {
        var image = encoding.Size is { } size
            ? OpenReduced(source, header.Format, size, encoding.AllFrames)
            : Open(source, header.Format, encoding.AllFrames);
        image = IsEightBit(image) ? image : Replace(image, stored => stored.Colourspace(InterpretationOf(stored)));
        if (encoding.TurnUpright && header.Orientation != 1)
        {
            // Turning needs the pixels in another order than they are decoded in.
            image = Replace(image, static stored => stored.CopyMemory());
            image = Replace(image, static stored => stored.Autorot());
        }

        return image;
    }

    /// <summary>The pages of a document or the frames of an animation; 1 where the file has one picture.</summary>
    public static int Pages(Image image) => image.Contains("n-pages") ? Math.Max(1, (int)image.Get("n-pages")) : 1;

    /// <summary>How the stored picture is turned and mirrored to be shown: EXIF tag 0x0112, 1 (not at all) to 8.</summary>
    public static int Orientation(Image image) =>
        image.Contains(LibvipsMetadata.Orientation) && image.Get(LibvipsMetadata.Orientation) is int and >= 1 and <= 8 and var orientation
            ? orientation
            : 1;

    /// <summary>Decodes to exactly that size, with the loader's own reduction first where it has one (JPEG, WebP).</summary>
    private static Image OpenReduced(Source source, ImageFormat format, PixelSize size, bool allFrames) => Image.ThumbnailSource(
        source, size.Width, LoadOptions.For(format, allFrames), size.Height, Enums.Size.Force, noRotate: true);

    /// <summary>
    /// Whether nothing is to be converted. CMYK is, by its profile, or by libvips' own where it has none; RGB and grey keep their
    /// profile as it is.
    /// </summary>
    private static bool IsEightBit(Image image) =>
        image.Interpretation == InterpretationOf(image) && image.Format == Enums.BandFormat.Uchar;

    private static Enums.Interpretation InterpretationOf(Image image) =>
        image.Bands < 3 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb;

    /// <summary>Empties libvips' error buffer, which NetVips does only when it makes an exception.</summary>
    private static void DiscardErrorMessage() => _ = new VipsException("");

    private static Image Replace(Image image, Func<Image, Image> step)
    {
        using (image)
        {
            return step(image);
        }
    }
}
