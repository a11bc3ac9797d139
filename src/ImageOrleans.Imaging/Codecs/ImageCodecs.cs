using ImageOrleans.Imaging.Libvips;

namespace ImageOrleans.Imaging.Codecs;

/// <summary>Finds the pixel codecs that work on this machine.</summary>
public static partial class ImageCodecs
{
    /// <summary>The best codec there is: libvips where it is installed, else SkiaSharp where this build has it.</summary>
    /// <returns>A codec, for the life of the process.</returns>
    /// <exception cref="LibvipsNotFoundException">There is none; the message names both ways out.</exception>
    public static IPixelCodec CreateBest() =>
        TryCreateLibvips(out var missing) ?? CreateSkia() ?? throw new LibvipsNotFoundException(
            $"There is no library to decode images with. {missing?.Message} Or build with SkiaSharpPackage=nuget, which brings one.",
            missing);

    /// <summary>Every codec that works here, the best first.</summary>
    /// <returns>The codecs; none when there is no library to decode images with.</returns>
    public static IReadOnlyList<IPixelCodec> CreateAll() =>
        [.. new[] { TryCreateLibvips(out _), CreateSkia() }.OfType<IPixelCodec>()];

    private static LibvipsCodec? TryCreateLibvips(out LibvipsNotFoundException? missing)
    {
        missing = null;
        try
        {
            return new LibvipsCodec();
        }
        catch (LibvipsNotFoundException e)
        {
            missing = e;
            return null;
        }
    }

    private static IPixelCodec? CreateSkia()
    {
        IPixelCodec? codec = null;
        AddSkia(ref codec);
        return codec;
    }

    /// <summary>Creates the SkiaSharp codec, in builds that have it (folder Skia).</summary>
    static partial void AddSkia(ref IPixelCodec? codec);
}
