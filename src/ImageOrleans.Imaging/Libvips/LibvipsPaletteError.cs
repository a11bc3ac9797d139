using ImageOrleans.Imaging.Codecs;
using NetVips;

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
    public static double Measure(Image source, Image result)
    {
        var (width, height) = (source.Width, source.Height);
        var error = new PaletteError(width);
        using var sourceRegion = Region.New(source);
        using var resultRegion = Region.New(result);
        for (var top = 0; top < height; top += PaletteError.TileSide)
        {
            var rows = Math.Min(PaletteError.TileSide, height - top);
            error.AddStrip(
                sourceRegion.Fetch(0, top, width, rows), source.Bands, resultRegion.Fetch(0, top, width, rows), result.Bands, rows);
        }

        return error.ToDecibels();
    }
}
