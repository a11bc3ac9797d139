using SkiaSharp;

namespace ImageOrleans.Samples.Drawing;

/// <summary>
/// Paints parts of products: forms in a light that comes from the upper left, and what they are made of. A hundred units are the
/// shorter side of the picture; the origin is its centre.
/// </summary>
/// <param name="canvas">Where it paints.</param>
/// <param name="isSilhouette">Whether outlines alone matter: what adds to a part's look alone is left out.</param>
internal sealed class Painter(SKCanvas canvas, bool isSilhouette = false) : IDisposable
{
    // A texture's tile is as wide as half of the picture.
    private const float TileScale = 50f / Textures.Side;

    private readonly SKPaint _paint = new()
    {
        IsAntialias = true,
        StrokeCap = SKStrokeCap.Round,
        StrokeJoin = SKStrokeJoin.Round,
    };

    public SKCanvas Canvas => canvas;

    public void Dispose() => _paint.Dispose();

    /// <summary>Fills with a colour.</summary>
    public void Fill(SKPath part, SKColor colour)
    {
        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = colour;
        canvas.DrawPath(part, _paint);
    }

    /// <summary>Draws a line along an outline.</summary>
    public void Line(SKPath line, SKColor colour, float width, float[]? dashes = null)
    {
        using var effect = dashes is null ? null : SKPathEffect.CreateDash(dashes, 0);
        _paint.Style = SKPaintStyle.Stroke;
        _paint.StrokeWidth = width;
        _paint.Color = colour;
        _paint.PathEffect = effect;
        canvas.DrawPath(line, _paint);
        _paint.PathEffect = null;
    }

    /// <summary>Fills with colours from top to bottom.</summary>
    public void Down(SKPath part, params SKColor[] colours) =>
        Gradient(part, new SKPoint(0, part.Bounds.Top), new SKPoint(0, part.Bounds.Bottom), colours);

    /// <summary>Fills with colours from left to right.</summary>
    public void Across(SKPath part, params SKColor[] colours) =>
        Gradient(part, new SKPoint(part.Bounds.Left, 0), new SKPoint(part.Bounds.Right, 0), colours);

    /// <summary>Fills with colours from the upper left to the lower right.</summary>
    public void Slantwise(SKPath part, params SKColor[] colours) =>
        Gradient(part, part.Bounds.Location, new SKPoint(part.Bounds.Right, part.Bounds.Bottom), colours);

    /// <summary>An upright round body.</summary>
    /// <param name="part">Its outline.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="gloss">0 like chalk to 1 like a mirror.</param>
    public void Cylinder(SKPath part, SKColor colour, float gloss) => Gradient(
        part,
        new SKPoint(part.Bounds.Left, 0),
        new SKPoint(part.Bounds.Right, 0),
        [
            colour.Dark(0.38f), colour.Dark(0.12f), colour.Lit(0.1f + (0.5f * gloss)), colour.Lit(0.06f), colour.Dark(0.12f),
            colour.Dark(0.42f), colour.Dark(0.55f), colour.Dark(0.36f - (0.2f * gloss)),
        ],
        [0, 0.1f, 0.24f, 0.36f, 0.58f, 0.82f, 0.93f, 1]);

    /// <summary>An upright round body of polished metal, which mirrors the dark and the bright of the room.</summary>
    public void Metal(SKPath part, SKColor colour) => Gradient(
        part,
        new SKPoint(part.Bounds.Left, 0),
        new SKPoint(part.Bounds.Right, 0),
        [
            colour.Dark(0.5f), colour.Lit(0.25f), colour.Dark(0.2f), colour.Lit(0.85f), colour.Lit(0.3f), colour.Dark(0.55f),
            colour.Dark(0.3f), colour.Lit(0.45f), colour.Dark(0.4f),
        ],
        [0, 0.07f, 0.15f, 0.27f, 0.42f, 0.6f, 0.78f, 0.9f, 1]);

    /// <summary>A body that is round in all directions.</summary>
    public void Ball(SKPath part, SKColor colour, float gloss)
    {
        var bounds = part.Bounds;
        var light = new SKPoint(bounds.Left + (bounds.Width * 0.34f), bounds.Top + (bounds.Height * 0.28f));
        using var shader = SKShader.CreateRadialGradient(
            light,
            Math.Max(bounds.Width, bounds.Height) * 0.85f,
            [colour.Lit(0.12f + (0.6f * gloss)), colour.Lit(0.08f), colour.Dark(0.08f), colour.Dark(0.5f), colour.Dark(0.42f)],
            [0, 0.16f, 0.42f, 0.88f, 1],
            SKShaderTileMode.Clamp);
        Fill(part, shader);
    }

    /// <summary>A bent rod or rope along a line.</summary>
    public void Tube(SKPath line, SKColor colour, float width, float gloss = 0.3f)
    {
        // Thinner and brighter lines, each nearer to the light than the one beneath.
        const int steps = 7;
        for (var step = 0; step < steps; step++)
        {
            var share = step / (steps - 1f);
            using var restored = new SKAutoCanvasRestore(canvas);
            canvas.Translate(-0.16f * share * width, -0.16f * share * width);
            var lit = share < 0.5f ? colour.Dark(0.52f - (share * 0.9f)) : colour.Lit((share - 0.5f) * (0.2f + (0.9f * gloss)));
            Line(line, lit, width * (1 - (0.86f * share)));
        }
    }

    /// <summary>Light or shadow that fades from a point.</summary>
    public void Glow(float x, float y, float halfWidth, float halfHeight, SKColor colour)
    {
        if (isSilhouette)
        {
            return;
        }

        using var shader = SKShader.CreateRadialGradient(
            default,
            1,
            [colour, colour.Faded(colour.Alpha / 255f * 0.42f), colour.Faded(0)],
            [0, 0.45f, 1],
            SKShaderTileMode.Clamp);
        using var restored = new SKAutoCanvasRestore(canvas);
        canvas.Translate(x, y);
        canvas.Scale(halfWidth, halfHeight);
        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = SKColors.Black;
        _paint.Shader = shader;
        canvas.DrawRect(-1, -1, 2, 2, _paint);
        _paint.Shader = null;
    }

    /// <summary>Lets a part look as if made of something.</summary>
    /// <param name="part">The part.</param>
    /// <param name="tile">One of <see cref="Textures"/>.</param>
    /// <param name="scale">How large, 1 for a tile that is as wide as half of the picture.</param>
    /// <param name="strength">How strong, 0 to 1.</param>
    public void Texture(SKPath part, SKImage tile, float scale, float strength)
    {
        if (isSilhouette)
        {
            return;
        }

        using var shader = SKShader.CreateImage(
            tile,
            SKShaderTileMode.Repeat,
            SKShaderTileMode.Repeat,
            new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Nearest),
            SKMatrix.CreateScale(scale * TileScale, scale * TileScale));
        Fill(part, shader, strength);
    }

    /// <summary>Draws nothing outside of a part, until the result is disposed.</summary>
    public SKAutoCanvasRestore Within(SKPath part)
    {
        var restored = new SKAutoCanvasRestore(canvas);
        canvas.ClipPath(part, antialias: true);
        return restored;
    }

    private void Gradient(SKPath part, SKPoint from, SKPoint to, SKColor[] colours, float[]? positions = null)
    {
        using var shader = SKShader.CreateLinearGradient(from, to, colours, positions, SKShaderTileMode.Clamp);
        Fill(part, shader);
    }

    /// <summary>Fills with whatever a shader paints.</summary>
    public void Fill(SKPath part, SKShader shader, float opacity = 1)
    {
        _paint.Style = SKPaintStyle.Fill;
        _paint.Color = SKColors.Black.Faded(opacity);
        _paint.Shader = shader;
        canvas.DrawPath(part, _paint);
        _paint.Shader = null;
    }
}
