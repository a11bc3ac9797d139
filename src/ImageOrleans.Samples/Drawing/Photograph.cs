namespace ImageOrleans.Samples.Drawing;

/// <summary>A drawn photograph of a product. Equal ones have equal pixels.</summary>
public sealed record Photograph
{
    /// <summary>What everything that is left open is drawn from: colours, light, backdrop, grain.</summary>
    public required int Seed { get; init; }

    /// <summary>What is photographed.</summary>
    public required ProductShape Shape { get; init; }

    /// <summary>The width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>The height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>What is printed on the product: letters and digits.</summary>
    public string Label { get; init; } = "SAMPLE";

    /// <summary>Which photograph of the same product: another distance, angle and backdrop, the same colours.</summary>
    public int View { get; init; }

    /// <summary>
    /// Whether the product is cut out: it stands before nothing, with a soft shadow. The picture has opacity then.
    /// </summary>
    public bool IsCutOut { get; init; }

    /// <summary>Draws it, which takes about 0.1 s for a million pixels.</summary>
    /// <returns>The pixels, RGB, with opacity when it <see cref="IsCutOut"/>.</returns>
    public PixelBuffer Draw()
    {
        var scene = new Scene(this);
        var pixels = new PixelBuffer(Width, Height, IsCutOut ? 4 : 3);
        for (var y = 0; y < Height; y++)
        {
            scene.DrawRow(y, pixels.Row(y));
        }

        return pixels;
    }
}
