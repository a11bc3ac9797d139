namespace ImageOrleans.Samples.Drawing;

/// <summary>
/// Pseudo-random functions of the plane. The same seed gives the same on every machine: there are neither random number
/// generators nor transcendental functions in them. They repeat after <see cref="Side"/> lattice points.
/// </summary>
internal sealed class Noise
{
    private const int Side = 256;
    private readonly float[] _lattice = new float[Side * Side];

    /// <summary>The functions of a seed.</summary>
    /// <param name="seed">Which of them.</param>
    public Noise(int seed)
    {
        var start = Mix((uint)seed + 0x9E3779B9u);
        for (var i = 0; i < _lattice.Length; i++)
        {
            _lattice[i] = Mix(start + ((uint)i * 0x9E3779B9u)) * (1f / 4294967296f);
        }
    }

    /// <summary>White noise: unrelated values at the points of the lattice.</summary>
    /// <returns>0 to 1.</returns>
    public float White(int x, int y) => _lattice[((y & (Side - 1)) * Side) + (x & (Side - 1))];

    /// <summary>Value noise: random values at whole coordinates, smooth between them.</summary>
    /// <returns>0 to 1.</returns>
    public float Smooth(float x, float y)
    {
        var left = (int)MathF.Floor(x);
        var top = (int)MathF.Floor(y);
        var across = Ease(x - left);
        var upper = Mix(White(left, top), White(left + 1, top), across);
        var lower = Mix(White(left, top + 1), White(left + 1, top + 1), across);
        return Mix(upper, lower, Ease(y - top));
    }

    /// <summary>
    /// Value noise at several scales, each half as strong and twice as fine as the one before; they are turned against each
    /// other, so that the lattice does not show.
    /// </summary>
    /// <returns>0 to 1.</returns>
    public float Fractal(float x, float y, int octaves)
    {
        var sum = 0f;
        var weights = 0f;
        var weight = 1f;
        for (var octave = 0; octave < octaves; octave++)
        {
            sum += weight * Smooth(x, y);
            weights += weight;
            weight /= 2;

            // A turn by the angle of the triangle with sides 3, 4 and 5, and a doubling.
            (x, y) = ((1.6f * x) - (1.2f * y) + 17.3f, (1.2f * x) + (1.6f * y) + 5.7f);
        }

        return sum / weights;
    }

    private static float Mix(float from, float to, float share) => from + ((to - from) * share);

    private static float Ease(float t) => t * t * (3 - (2 * t));

    /// <summary>
    /// The finaliser of MurmurHash3 (Austin Appleby, public domain): every bit of the input reaches every bit of the output.
    /// </summary>
    private static uint Mix(uint h)
    {
        h ^= h >> 16;
        h *= 0x85EBCA6Bu;
        h ^= h >> 13;
        h *= 0xC2B2AE35u;
        return h ^ (h >> 16);
    }
}
