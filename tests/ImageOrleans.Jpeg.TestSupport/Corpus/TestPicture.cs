using System.Globalization;
using System.Text;

namespace ImageOrleans.Jpeg.TestSupport.Corpus;

/// <summary>Small pictures with something of everything: slopes, edges, texture, flat parts.</summary>
public static class TestPicture
{
    /// <summary>A picture as PPM. The same arguments give the same picture.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="seed">Which one.</param>
    /// <returns>The file.</returns>
    public static byte[] Ppm(int width, int height, int seed)
    {
        var random = new Random(seed);
        var pixels = new byte[width * height * 3];
        var (angle, period) = (random.NextDouble() * Math.PI, 3 + (random.NextDouble() * 20));
        for (var i = 0; i < width * height; i++)
        {
            var (x, y) = (i % width, i / width);
            var wave = Math.Sin(((x * Math.Cos(angle)) + (y * Math.Sin(angle))) / period);
            var isFlat = (x / 12) + (y / 9) + seed is var patch && patch % 4 == 0;
            for (var channel = 0; channel < 3; channel++)
            {
                var value = isFlat
                    ? (patch * 37 * (channel + 1)) & 255
                    : 128 + (100 * wave * Math.Cos(channel + (seed % 7))) + random.Next(-20, 21) + ((x + y) * (channel - 1));
                pixels[(i * 3) + channel] = (byte)Math.Clamp(value, 0, 255);
            }
        }

        return [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"P6\n{width} {height}\n255\n")), .. pixels];
    }
}
