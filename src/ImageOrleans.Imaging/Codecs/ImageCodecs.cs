using ImageOrleans.Imaging.Libvips;

namespace ImageOrleans.Imaging.Codecs;

/// <summary>Finds the pixel codecs that work on this machine.</summary>
public static partial class ImageCodecs
{
    /// <summary>The best codec there is: libvips where it is installed, else SkiaSharp where this build has it.</summary>
    /// <returns>A codec, for the life of the process.</returns>
    /// <exception cref="LibvipsNotFoundException">There is none; the message names both ways out.</exception>
    public static IPixelCodec CreateBest()
    {
        try
        {
            return new LibvipsCodec();
        }
        catch (LibvipsNotFoundException e)
        {
            IPixelCodec? skia = null;
            AddSkia(ref skia);
            return skia ?? throw new LibvipsNotFoundException(
                $"There is no library to decode images with. {e.Message} Or build with SkiaSharpPackage=nuget, which brings one along.", e);
        }
    }

    /// <summary>Every codec that works here, the best first.</summary>
    /// <returns>The codecs; none when there is no library to decode images with.</returns>
    public static IReadOnlyList<IPixelCodec> CreateAll()
    {
        var codecs = new List<IPixelCodec>();
        try
        {
            codecs.Add(new LibvipsCodec());
        }
        catch (LibvipsNotFoundException)
        {
            // Then SkiaSharp may be all there is.
        }

        IPixelCodec? skia = null;
        AddSkia(ref skia);
        if (skia is not null)
        {
            codecs.Add(skia);
        }

        return codecs;
    }

    /// <summary>Creates the SkiaSharp codec, in builds that have it (folder Skia).</summary>
    static partial void AddSkia(ref IPixelCodec? codec);
}
