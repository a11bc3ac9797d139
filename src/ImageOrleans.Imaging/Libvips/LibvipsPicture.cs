using System.Runtime.InteropServices;
using System.Text;
using ImageOrleans.Contracts;
using ImageOrleans.Imaging.Codecs;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>
/// Turns an image file into the picture that is to be written: decoded, resized, 8 bits, sRGB or grey, upright if asked.
/// </summary>
internal static unsafe class LibvipsPicture
{
    /// <summary>Whether libvips would read a file with the loader that belongs to its format.</summary>
    /// <param name="source">The file.</param>
    /// <param name="format">Its format, as we sniffed it.</param>
    /// <returns>False when libvips takes it for something else, or for nothing.</returns>
    public static bool IsReadableAs(NativeSource source, ImageFormat format)
    {
        var name = LibvipsNative.FindLoadBuffer(source.Data, source.Length);
        if (name == 0)
        {
            // It leaves a message behind.
            _ = VipsException.FromErrorBuffer();
            return false;
        }

        return Marshal.PtrToStringUTF8(name)!.StartsWith(LoadOptions.LoaderClass(format), StringComparison.Ordinal);
    }

    /// <summary>Opens a file: its header is read, its pixels are not.</summary>
    /// <param name="source">The file.</param>
    /// <param name="format">Its format.</param>
    /// <param name="allFrames">Whether all frames are opened, or the first alone.</param>
    /// <returns>The picture as it is stored.</returns>
    /// <exception cref="VipsException">The file is damaged.</exception>
    public static VipsImage Open(NativeSource source, ImageFormat format, bool allFrames)
    {
        var image = LibvipsNative.NewFromBuffer(source.Data, source.Length, LoadOptions.For(format, allFrames));
        return image.IsInvalid ? throw VipsException.FromErrorBuffer() : image;
    }

    /// <summary>Makes the picture that is to be written. Its pixels can be asked for once, from top to bottom.</summary>
    /// <param name="source">The file.</param>
    /// <param name="header">Its header.</param>
    /// <param name="encoding">What is to be made of it.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="VipsException">The file is damaged.</exception>
    public static VipsImage Make(NativeSource source, ImageHeader header, PixelEncoding encoding)
    {
        var image = encoding.Size is { } size
            ? OpenReduced(source, header.Format, size, encoding.AllFrames)
            : Open(source, header.Format, encoding.AllFrames);
        image = Replace(image, ToEightBit);
        if (encoding.TurnUpright && header.Orientation != 1)
        {
            // Turning needs the pixels in another order than they are decoded in.
            image = Replace(image, static stored => Valid(LibvipsNative.CopyMemory(stored)));
            image = Replace(image, static stored => Valid(LibvipsNative.Autorot(stored, out var upright), upright));
        }

        // A copy of the recipe, not of the pixels: only an image that nobody shares may have its metadata changed.
        return Replace(image, static shared => Valid(LibvipsNative.Copy(shared, out var own), own));
    }

    private static VipsImage OpenReduced(NativeSource source, ImageFormat format, PixelSize size, bool allFrames)
    {
        var options = Encoding.ASCII.GetBytes(LoadOptions.For(format, allFrames) + '\0');
        return Valid(
            LibvipsNative.ThumbnailBuffer(source.Data, source.Length, out var image, size.Width, size.Height, options), image);
    }

    /// <summary>
    /// CMYK is converted by its profile, or by libvips' own where it has none; RGB and grey keep their profile as it is.
    /// </summary>
    private static VipsImage ToEightBit(VipsImage image)
    {
        const int unsignedByte = 0; // VIPS_FORMAT_UCHAR
        var wanted = LibvipsNative.GetBands(image) < 3 ? Interpretation.BlackAndWhite : Interpretation.Srgb;
        return LibvipsNative.GetInterpretation(image) == wanted && LibvipsNative.GetBandFormat(image) == unsignedByte
            ? Valid(LibvipsNative.Copy(image, out var same), same)
            : Valid(LibvipsNative.Colourspace(image, out var converted, wanted), converted);
    }

    private static VipsImage Replace(VipsImage image, Func<VipsImage, VipsImage> step)
    {
        using (image)
        {
            return step(image);
        }
    }

    private static VipsImage Valid(int status, VipsImage image)
    {
        VipsException.ThrowIfFailed(status);
        return image;
    }

    private static VipsImage Valid(VipsImage image) => image.IsInvalid ? throw VipsException.FromErrorBuffer() : image;
}
