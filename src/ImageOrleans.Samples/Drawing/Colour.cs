using System.Numerics;

namespace ImageOrleans.Samples.Drawing;

/// <summary>Colours as vectors of red, green and blue from 0 to 1.</summary>
internal static class Colour
{
    /// <summary>A colour by hue, saturation and value.</summary>
    /// <param name="hue">Once around the circle from 0 to 1; whole turns do not matter.</param>
    /// <param name="saturation">0 (grey) to 1.</param>
    /// <param name="value">0 (black) to 1.</param>
    /// <returns>Red, green and blue.</returns>
    public static Vector3 FromHsv(float hue, float saturation, float value)
    {
        return new Vector3(Channel(5), Channel(3), Channel(1));

        // Each channel is a trapezium over the hue, a third of a turn apart from the next.
        float Channel(int offset)
        {
            var k = ((hue - MathF.Floor(hue)) * 6 + offset) % 6;
            return value * (1 - (saturation * Math.Clamp(Math.Min(k, 4 - k), 0, 1)));
        }
    }
}
