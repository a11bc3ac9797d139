using SkiaSharp;

namespace ImageOrleans.Samples.Drawing;

/// <summary>Makes the outlines of a product's parts. They are made once, drawn from any thread, and never changed.</summary>
internal static class Outline
{
    public static SKPath Of(string svgPath) => WithBounds(
        SKPath.ParseSvgPathData(svgPath) ?? throw new ArgumentException($"Not an SVG path: {svgPath}", nameof(svgPath)));

    public static SKPath Oval(float x, float y, float halfWidth, float halfHeight)
    {
        using var builder = new SKPathBuilder();
        builder.AddOval(new SKRect(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight));
        return WithBounds(builder.Detach());
    }

    public static SKPath Box(float left, float top, float right, float bottom, float radius = 0)
    {
        using var builder = new SKPathBuilder();
        builder.AddRoundRect(new SKRect(left, top, right, bottom), radius, radius);
        return WithBounds(builder.Detach());
    }

    /// <summary>Skia computes bounds when they are first asked for, which must not happen on several threads at once.</summary>
    private static SKPath WithBounds(SKPath path)
    {
        _ = path.Bounds;
        return path;
    }
}
