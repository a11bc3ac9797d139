using SkiaSharp;

namespace ImageOrleans.Samples.Drawing;

/// <summary>A drawn photograph of a product. Equal ones have equal pixels on the same machine.</summary>
public sealed record Photograph
{
    /// <summary>What everything that is left open is drawn from: colours, light, backdrop, grain.</summary>
    public required int Seed { get; init; }

    /// <summary>What is photographed.</summary>
    public required ProductShape Shape { get; init; }

    /// <summary>The width in pixels, 1 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less.</exception>
    public required int Width { get; init => field = AtLeast(1, value); }

    /// <summary>The height in pixels, 1 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less.</exception>
    public required int Height { get; init => field = AtLeast(1, value); }

    /// <summary>The product's colour; when null, the seed chooses one.</summary>
    public SKColor? Colour { get; init; }

    /// <summary>What is printed on the product: letters and digits.</summary>
    public string Label { get; init; } = "SAMPLE";

    /// <summary>
    /// Which photograph of the same product: 0 in a studio, the others from other distances before other backdrops. Four differ
    /// in kind, further ones in detail. 0 or more.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less.</exception>
    public int View { get; init => field = AtLeast(0, value); }

    /// <summary>
    /// Whether the product is cut out: it stands before nothing, with a soft shadow. The picture has opacity then.
    /// </summary>
    public bool IsCutOut { get; init; }

    /// <summary>Draws it, which takes about 0.02 s for a million pixels.</summary>
    /// <returns>The pixels, with opacity when it <see cref="IsCutOut"/>. The caller disposes of them.</returns>
    public SKBitmap Draw() => new Studio(this).Draw();

    private static int AtLeast(int least, int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        return value;
    }
}
