namespace ImageOrleans.Benchmarks.Codecs.Images;

/// <summary>An uncompressed picture, 3 bytes a pixel, rows without padding.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Pixels">The pixels.</param>
internal sealed record RgbImage(int Width, int Height, byte[] Pixels)
{
    private const int Channels = 3;

    /// <summary>Cuts out a rectangle, which has to lie within the picture.</summary>
    /// <param name="left">The first column.</param>
    /// <param name="top">The first row.</param>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <returns>The rectangle.</returns>
    public RgbImage Crop(int left, int top, int width, int height)
    {
        var result = new byte[width * height * Channels];
        for (var y = 0; y < height; y++)
        {
            Pixels.AsSpan((((top + y) * Width) + left) * Channels, width * Channels).CopyTo(result.AsSpan(y * width * Channels));
        }

        return new RgbImage(width, height, result);
    }

    /// <summary>Puts square pictures of one size together, row by row.</summary>
    /// <param name="tiles">The pictures; as many as make a square.</param>
    /// <returns>One square picture.</returns>
    public static RgbImage Join(IReadOnlyList<RgbImage> tiles)
    {
        var across = (int)Math.Round(Math.Sqrt(tiles.Count));
        var side = tiles[0].Width;
        var result = new byte[across * side * across * side * Channels];
        for (var i = 0; i < across * across; i++)
        {
            var (row, column) = Math.DivRem(i, across);
            for (var y = 0; y < side; y++)
            {
                tiles[i].Pixels.AsSpan(y * side * Channels, side * Channels)
                    .CopyTo(result.AsSpan(((((row * side) + y) * across) + column) * side * Channels));
            }
        }

        return new RgbImage(across * side, across * side, result);
    }

    /// <summary>Makes the picture smaller; each new pixel is the mean of the area it covers.</summary>
    /// <param name="scale">Old pixels to a new one along each side, at least 1.</param>
    /// <returns>The smaller picture.</returns>
    public RgbImage ScaleDown(double scale)
    {
        var width = (int)(Width / scale);
        var height = (int)(Height / scale);
        var result = new byte[width * height * Channels];
        var sums = new double[Width * Channels];
        for (var y = 0; y < height; y++)
        {
            Array.Clear(sums);
            AddRows(y * scale, (y + 1) * scale, sums);
            for (var x = 0; x < width; x++)
            {
                var pixel = result.AsSpan(((y * width) + x) * Channels, Channels);
                AverageColumns(x * scale, (x + 1) * scale, sums, scale * scale, pixel);
            }
        }

        return new RgbImage(width, height, result);
    }

    private void AddRows(double from, double to, double[] sums)
    {
        for (var row = (int)from; row < to && row < Height; row++)
        {
            var weight = Math.Min(row + 1, to) - Math.Max(row, from);
            var pixels = Pixels.AsSpan(row * sums.Length, sums.Length);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += weight * pixels[i];
            }
        }
    }

    private void AverageColumns(double from, double to, double[] sums, double area, Span<byte> pixel)
    {
        for (var channel = 0; channel < Channels; channel++)
        {
            var sum = 0.0;
            for (var column = (int)from; column < to && column < Width; column++)
            {
                sum += (Math.Min(column + 1, to) - Math.Max(column, from)) * sums[(column * Channels) + channel];
            }

            pixel[channel] = (byte)Math.Min(255, (sum / area) + 0.5);
        }
    }
}
