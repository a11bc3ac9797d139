using SkiaSharp;

namespace ImageOrleans.Samples.Drawing;

/// <summary>
/// Surfaces as tiles to be repeated: white where they are lighter than the material's colour, black where they are darker, and
/// transparent where they are neither. So any colour has any texture, and Skia paints tiles that are blended by their opacity
/// alone about thirty times faster than those of other blend modes.
/// </summary>
internal static class Textures
{
    /// <summary>The width and height of every tile in pixels.</summary>
    public const int Side = 512;

    /// <summary>Noise of a camera's sensor, which differs from pixel to pixel and a little from colour to colour.</summary>
    public static readonly SKImage Grain = CreateGrain();

    /// <summary>Irregular spots of all sizes: clay, plaster, stone.</summary>
    public static readonly SKImage Mottle = FromNoise(0.02f, 0.02f, octaves: 5);

    /// <summary>Small dents and wrinkles: leather, powder coating, orange peel.</summary>
    public static readonly SKImage Pebble = FromNoise(0.125f, 0.125f, octaves: 2);

    /// <summary>Wood whose fibres run from left to right.</summary>
    public static readonly SKImage Wood = CreateWood();

    /// <summary>Cloth of crossing threads.</summary>
    public static readonly SKImage Weave = CreateWeave();

    private static SKImage CreateGrain()
    {
        const float strength = 8.5f;
        var random = new Random(1);
        return FromPixels(_ =>
        {
            var common = Bell(random) * strength;
            var tint = new SKColor((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));
            var opacity = Math.Min(Math.Abs(common), 60) / 255;
            return (common > 0 ? tint.Lit(0.55f) : tint.Dark(0.7f)).Faded(opacity);
        });
    }

    private static SKImage CreateWeave()
    {
        const int thread = 8;
        var random = new Random(2);
        var warp = Enumerable.Range(0, Side / thread).Select(_ => Bell(random) * 0.08f).ToArray();
        var weft = Enumerable.Range(0, Side / thread).Select(_ => Bell(random) * 0.08f).ToArray();
        return FromPixels(i =>
        {
            var (x, y) = (i % Side, i / Side);
            var isWarpAbove = ((x / thread) + (y / thread)) % 2 == 0;
            var (across, along) = isWarpAbove ? (x % thread, y % thread) : (y % thread, x % thread);
            var round = 1 - Math.Abs((across + 0.5f - (thread / 2f)) / (thread / 2f));
            var sunk = Math.Abs((along + 0.5f - (thread / 2f)) / (thread / 2f));
            return Tone((0.9f * round) - (0.5f * sunk * sunk) - 0.35f + (isWarpAbove ? warp[x / thread] : weft[y / thread])
                + (Bell(random) * 0.08f));
        });
    }

    /// <summary>Fibres, and rings where the saw cut through the years: the contours of a hilly noise.</summary>
    private static SKImage CreateWood()
    {
        const float rings = 34;
        var hills = Noise(0.002f, 0.0117f, octaves: 2, seed: 5);
        var fibres = Noise(0.0078f, 0.17f, octaves: 4, seed: 6);
        return FromPixels(i =>
        {
            var year = hills[i] * rings;
            var late = year - MathF.Floor(year);
            return Tone((0.22f - (0.85f * late * late * late)) + (1.5f * (fibres[i] - 0.5f)));
        });
    }

    private static SKImage FromNoise(float horizontalFrequency, float verticalFrequency, int octaves)
    {
        const float contrast = 2.3f;
        var noise = Noise(horizontalFrequency, verticalFrequency, octaves, seed: 3);
        return FromPixels(i => Tone((noise[i] - 0.5f) * contrast));
    }

    /// <summary>Perlin's noise, which goes on at the other edge of the tile: 0 to 1 for each texel.</summary>
    private static float[] Noise(float horizontalFrequency, float verticalFrequency, int octaves, int seed)
    {
        using var grey = SKColorFilter.CreateColorMatrix([0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1]);
        using var bitmap = new SKBitmap(new SKImageInfo(Side, Side, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        using var shader = SKShader.CreatePerlinNoiseFractalNoise(
            horizontalFrequency, verticalFrequency, octaves, seed, new SKSizeI(Side, Side));
        using var paint = new SKPaint { Shader = shader, ColorFilter = grey };
        canvas.DrawPaint(paint);
        var bytes = bitmap.Bytes;
        return [.. Enumerable.Range(0, Side * Side).Select(i => bytes[4 * i] / 255f)];
    }

    /// <summary>A texel: 1 as light, −1 as dark as can be.</summary>
    private static SKColor Tone(float lightness) =>
        (lightness > 0 ? SKColors.White : SKColors.Black).Faded(Math.Min(Math.Abs(lightness), 1));

    private static SKImage FromPixels(Func<int, SKColor> pixelAt)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Side, Side, SKImageInfo.PlatformColorType, SKAlphaType.Premul));
        bitmap.Pixels = [.. Enumerable.Range(0, Side * Side).Select(pixelAt)];
        bitmap.SetImmutable();
        return SKImage.FromBitmap(bitmap);
    }

    /// <summary>A random number near to normally distributed, with a variance of 1: the sum of several that are not.</summary>
    private static float Bell(Random random) =>
        (random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f) * 2;
}
