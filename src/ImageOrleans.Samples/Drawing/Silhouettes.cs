using System.Numerics;

namespace ImageOrleans.Samples.Drawing;

/// <summary>
/// The outlines of products as signed distance functions (the primitives are those of Inigo Quilez, "2D distance functions",
/// https://iquilezles.org/articles/distfunctions2d/): negative inside, and growing by one a unit outside. A product fills about
/// −0.4 to 0.4 in both directions; y grows downwards.
/// </summary>
internal static class Silhouettes
{
    /// <summary>The distance of a point from the outline of a product.</summary>
    public static float Distance(ProductShape shape, Vector2 p) => shape switch
    {
        ProductShape.Bottle => Bottle(p),
        ProductShape.Box => RoundedBox(p, 0, 0.06f, 0.34f, 0.27f, 0.03f),
        ProductShape.Shoe => Shoe(p),
        ProductShape.Lamp => Lamp(p),
        ProductShape.Mug => Mug(p),
        ProductShape.Watch => Watch(p),
        ProductShape.Backpack => Backpack(p),
        ProductShape.Vase => Vase(p),
        ProductShape.Headphones => Headphones(p),
        ProductShape.Chair => Chair(p),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "Not a shape."),
    };

    /// <summary>Where there is room on a product for a line of letters 0.22 wide.</summary>
    public static Vector2 LabelCentre(ProductShape shape) => shape switch
    {
        ProductShape.Shoe => new Vector2(0, 0.12f),
        ProductShape.Lamp => new Vector2(0, -0.18f),
        ProductShape.Mug => new Vector2(-0.06f, 0.08f),
        ProductShape.Watch => Vector2.Zero,
        ProductShape.Chair => new Vector2(0.02f, 0.11f),
        _ => new Vector2(0, 0.08f),
    };

    private static float Bottle(Vector2 p) => Blend(
        Blend(RoundedBox(p, 0, 0.14f, 0.14f, 0.25f, 0.05f), RoundedBox(p, 0, -0.2f, 0.05f, 0.16f, 0.02f), 0.09f),
        RoundedBox(p, 0, -0.37f, 0.058f, 0.04f, 0.012f),
        0.005f);

    private static float Shoe(Vector2 p) => Blend(
        Blend(Capsule(p, -0.24f, 0.12f, 0.22f, 0.16f, 0.1f), Capsule(p, -0.24f, -0.08f, -0.2f, 0.1f, 0.11f), 0.12f),
        RoundedBox(p, -0.01f, 0.245f, 0.36f, 0.04f, 0.03f),
        0.03f);

    private static float Lamp(Vector2 p) => Blend(
        Blend(Trapezium(p, -0.2f, 0.13f, 0.15f, 0.27f), RoundedBox(p, 0, 0.14f, 0.018f, 0.22f, 0.01f), 0.01f),
        RoundedBox(p, 0, 0.37f, 0.17f, 0.025f, 0.02f),
        0.06f);

    private static float Mug(Vector2 p) => Blend(
        RoundedBox(p, -0.06f, 0.04f, 0.22f, 0.27f, 0.05f),
        MathF.Abs((p - new Vector2(0.19f, 0.03f)).Length() - 0.13f) - 0.03f,
        0.03f);

    private static float Watch(Vector2 p) => Blend(
        Blend((p - new Vector2(0, 0)).Length() - 0.2f, RoundedBox(p, 0, 0, 0.1f, 0.42f, 0.04f), 0.03f),
        RoundedBox(p, 0.22f, 0, 0.03f, 0.03f, 0.01f),
        0.005f);

    private static float Backpack(Vector2 p) => Blend(
        Blend(RoundedBox(p, 0, 0.03f, 0.27f, 0.35f, 0.15f), RoundedBox(p, 0, 0.2f, 0.3f, 0.15f, 0.06f), 0.02f),
        MathF.Abs((p - new Vector2(0, -0.33f)).Length() - 0.07f) - 0.018f,
        0.01f);

    private static float Vase(Vector2 p) => Blend(
        Blend((p - new Vector2(0, 0.12f)).Length() - 0.23f, RoundedBox(p, 0, -0.16f, 0.07f, 0.16f, 0.03f), 0.14f),
        RoundedBox(p, 0, -0.32f, 0.12f, 0.018f, 0.015f),
        0.05f);

    private static float Headphones(Vector2 p)
    {
        var band = Math.Max(MathF.Abs((p - new Vector2(0, 0.02f)).Length() - 0.32f) - 0.032f, p.Y - 0.04f);
        var cup = RoundedBox(new Vector2(MathF.Abs(p.X), p.Y), 0.29f, 0.16f, 0.09f, 0.17f, 0.08f);
        return Blend(band, cup, 0.04f);
    }

    private static float Chair(Vector2 p)
    {
        var back = RoundedBox(p, -0.2f, -0.14f, 0.05f, 0.28f, 0.03f);
        var seat = RoundedBox(p, 0, 0.11f, 0.26f, 0.045f, 0.03f);
        var legs = RoundedBox(new Vector2(MathF.Abs(p.X + 0.005f), p.Y), 0.2f, 0.27f, 0.025f, 0.15f, 0.01f);
        return Blend(Blend(back, seat, 0.05f), legs, 0.02f);
    }

    private static float RoundedBox(Vector2 p, float x, float y, float halfWidth, float halfHeight, float radius)
    {
        var outside = Vector2.Abs(p - new Vector2(x, y)) - new Vector2(halfWidth - radius, halfHeight - radius);
        return Vector2.Max(outside, Vector2.Zero).Length() + Math.Min(Math.Max(outside.X, outside.Y), 0) - radius;
    }

    private static float Capsule(Vector2 p, float x1, float y1, float x2, float y2, float radius)
    {
        var start = new Vector2(x1, y1);
        var line = new Vector2(x2, y2) - start;
        var along = Math.Clamp(Vector2.Dot(p - start, line) / line.LengthSquared(), 0, 1);
        return (p - start - (line * along)).Length() - radius;
    }

    /// <summary>
    /// Upright and symmetric: half as wide as told at the top and at the bottom. Near enough to a distance for slight slopes.
    /// </summary>
    private static float Trapezium(Vector2 p, float y, float halfHeight, float halfTop, float halfBottom)
    {
        var down = Math.Clamp((p.Y - y + halfHeight) / (2 * halfHeight), 0, 1);
        var halfWidth = halfTop + ((halfBottom - halfTop) * down);
        return Math.Max(MathF.Abs(p.X) - halfWidth, MathF.Abs(p.Y - y) - halfHeight);
    }

    /// <summary>The union of two outlines, with the corner between them filled.</summary>
    private static float Blend(float a, float b, float radius)
    {
        var share = Math.Max(radius - MathF.Abs(a - b), 0) / radius;
        return Math.Min(a, b) - (share * share * radius / 4);
    }
}
