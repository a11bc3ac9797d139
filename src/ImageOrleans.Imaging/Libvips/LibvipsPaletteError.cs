using ImageOrleans.Imaging.Codecs;

namespace ImageOrleans.Imaging.Libvips;

/// <summary>
/// Measures the <see cref="PaletteError"/> between two pictures, a strip at a time, so that neither is ever whole in memory.
/// </summary>
internal static class LibvipsPaletteError
{
    /// <summary>Measures how near a picture is to its source.</summary>
    /// <param name="source">The source; its pixels are asked for once, from top to bottom.</param>
    /// <param name="result">The picture of the same size.</param>
    /// <returns>The ratio in dB.</returns>
    /// <exception cref="VipsException">One of them cannot be decoded.</exception>
    public static double Measure(VipsImage source, VipsImage result)
    {
        var width = LibvipsNative.GetWidth(source);
        var height = LibvipsNative.GetHeight(source);
        var error = new PaletteError(width);
        using var sourceRegion = LibvipsNative.NewRegion(source);
        using var resultRegion = LibvipsNative.NewRegion(result);
        for (var top = 0; top < height; top += PaletteError.TileSide)
        {
            var rows = Math.Min(PaletteError.TileSide, height - top);
            using var sourceStrip = Fetch(sourceRegion, top, width, rows, out var sourceLength);
            using var resultStrip = Fetch(resultRegion, top, width, rows, out var resultLength);
            error.AddStrip(
                sourceStrip.AsSpan(sourceLength), LibvipsNative.GetBands(source),
                resultStrip.AsSpan(resultLength), LibvipsNative.GetBands(result),
                rows);
        }

        return error.ToDecibels();
    }

    private static GlibMemory Fetch(VipsRegion region, int top, int width, int rows, out int length)
    {
        var strip = LibvipsNative.FetchRegion(region, 0, top, width, rows, out var bytes);
        if (strip.IsInvalid)
        {
            strip.Dispose();
            throw VipsException.FromErrorBuffer();
        }

        length = checked((int)bytes);
        return strip;
    }
}
