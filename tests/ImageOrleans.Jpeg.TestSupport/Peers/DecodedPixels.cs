namespace ImageOrleans.Jpeg.TestSupport.Peers;

/// <summary>What the decoder made of a file.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Samples">All samples, row by row.</param>
/// <param name="Message">A warning or an error; null when all was well.</param>
/// <param name="IsFatal">Whether there are no pixels.</param>
public sealed record DecodedPixels(int Width, int Height, byte[] Samples, string? Message, bool IsFatal)
{
    /// <summary>Peak signal-to-noise ratio against other pixels.</summary>
    /// <returns>In dB; infinite when they are the same.</returns>
    public double Psnr(DecodedPixels other)
    {
        var squares = Samples.Zip(other.Samples, (one, another) => (double)(one - another) * (one - another)).Average();
        return 10 * Math.Log10(255 * 255 / squares);
    }
}
