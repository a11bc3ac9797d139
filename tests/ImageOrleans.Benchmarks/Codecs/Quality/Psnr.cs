namespace ImageOrleans.Benchmarks.Codecs.Quality;

/// <summary>Peak signal-to-noise ratio over all channels.</summary>
internal static class Psnr
{
    /// <summary>What equal pictures get, in dB, where the formula gives infinity; others of a megapixel get up to 113.</summary>
    public const double OfEqualPictures = 120;

    /// <summary>Compares two pictures of the same size and layout.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    /// <returns>The ratio in dB.</returns>
    public static double Measure(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        long squares = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var difference = a[i] - b[i];
            squares += difference * difference;
        }

        return squares == 0 ? OfEqualPictures : 10 * Math.Log10(255.0 * 255 * a.Length / squares);
    }
}
