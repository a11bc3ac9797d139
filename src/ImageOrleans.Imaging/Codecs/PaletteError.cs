namespace ImageOrleans.Imaging.Codecs;

/// <summary>
/// Measures what the eye sees of a reduction to a palette: the peak signal-to-noise ratio between source and result, of the
/// difference averaged over boxes of 2×2 pixels, in the worst tenth of the picture.
/// </summary>
/// <remarks>
/// Three things differ from plain PSNR. The boxes let dithering cancel out, as it does in the eye: its noise is as strong as the
/// banding that it hides, but neighbours err in opposite directions. The worst tenth, counted in tiles of 32×32 pixels, keeps the
/// white around a product from diluting the error on the product itself. Colours are multiplied by their opacity, so that what
/// is under transparent pixels does not count; opacity counts as a channel of its own.
/// </remarks>
internal sealed class PaletteError
{
    /// <summary>The side of a tile in pixels.</summary>
    public const int TileSide = 32;

    private const int Box = 2;

    private readonly List<double> _tiles = [];
    private readonly double[] _row;
    private readonly int _width;

    /// <summary>A measurement of pictures of one width.</summary>
    /// <param name="width">The width in pixels.</param>
    public PaletteError(int width)
    {
        _width = width;
        _row = new double[(width + TileSide - 1) / TileSide];
    }

    /// <summary>Adds a strip of both pictures, <see cref="TileSide"/> rows or, at the bottom, fewer.</summary>
    /// <param name="source">The source's pixels, row by row.</param>
    /// <param name="sourceBands">Its bytes per pixel: 1 grey, 2 grey and opacity, 3 RGB, 4 RGB and opacity.</param>
    /// <param name="result">The result's pixels.</param>
    /// <param name="resultBands">Its bytes per pixel.</param>
    /// <param name="rows">The rows of the strip.</param>
    public void AddStrip(ReadOnlySpan<byte> source, int sourceBands, ReadOnlySpan<byte> result, int resultBands, int rows)
    {
        Array.Clear(_row);
        for (var y = 0; y < rows; y += Box)
        {
            var boxRows = Math.Min(Box, rows - y);
            for (var x = 0; x < _width; x += Box)
            {
                _row[x / TileSide] += BoxError(source, sourceBands, result, resultBands, x, y, boxRows);
            }
        }

        for (var tile = 0; tile < _row.Length; tile++)
        {
            var tileWidth = Math.Min(TileSide, _width - (tile * TileSide));
            _tiles.Add(_row[tile] / (tileWidth * rows));
        }
    }

    /// <summary>The measurement over all strips that were added, in dB: higher is nearer, infinite is equal.</summary>
    /// <returns>The ratio.</returns>
    public double ToDecibels()
    {
        _tiles.Sort();
        var worst = Math.Max(1, _tiles.Count / 10);
        var meanSquare = _tiles.TakeLast(worst).Average();
        return 10 * Math.Log10(255 * 255 / meanSquare);
    }

    /// <summary>The squared mean difference of a box, times its pixels, averaged over the channels.</summary>
    private double BoxError(
        ReadOnlySpan<byte> source, int sourceBands, ReadOnlySpan<byte> result, int resultBands, int x, int y, int boxRows)
    {
        var boxColumns = Math.Min(Box, _width - x);
        int red = 0, green = 0, blue = 0, opacity = 0;
        for (var row = y; row < y + boxRows; row++)
        {
            for (var column = x; column < x + boxColumns; column++)
            {
                var pixel = (row * _width) + column;
                var (r1, g1, b1, a1) = Premultiplied(source, sourceBands, pixel);
                var (r2, g2, b2, a2) = Premultiplied(result, resultBands, pixel);
                red += r1 - r2;
                green += g1 - g2;
                blue += b1 - b2;
                opacity += a1 - a2;
            }
        }

        var squares = ((double)red * red) + ((double)green * green) + ((double)blue * blue) + ((double)opacity * opacity);
        var channels = sourceBands is 2 or 4 ? 4 : 3;
        return squares / (boxRows * boxColumns * channels);
    }

    private static (int Red, int Green, int Blue, int Opacity) Premultiplied(ReadOnlySpan<byte> pixels, int bands, int pixel)
    {
        var offset = pixel * bands;
        switch (bands)
        {
            case 1:
                return (pixels[offset], pixels[offset], pixels[offset], 255);
            case 2:
                var grey = Multiply(pixels[offset], pixels[offset + 1]);
                return (grey, grey, grey, pixels[offset + 1]);
            case 3:
                return (pixels[offset], pixels[offset + 1], pixels[offset + 2], 255);
            default:
                var opacity = pixels[offset + 3];
                return (
                    Multiply(pixels[offset], opacity),
                    Multiply(pixels[offset + 1], opacity),
                    Multiply(pixels[offset + 2], opacity),
                    opacity);
        }
    }

    private static int Multiply(byte colour, byte opacity) => ((colour * opacity) + 127) / 255;
}
