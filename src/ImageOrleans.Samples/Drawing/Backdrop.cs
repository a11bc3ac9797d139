using SkiaSharp;

namespace ImageOrleans.Samples.Drawing;

/// <summary>
/// What is behind a product: a studio's white or coloured paper roll, a table before a wall, or a table before something green that is
/// out of focus; and what is beneath a product that lies.
/// </summary>
/// <param name="random">Where its variations come from.</param>
/// <param name="product">The product's colour, which it goes with.</param>
/// <param name="view">0 for a studio's white, 1 to 3 for the others.</param>
/// <param name="isFromAbove">Whether the camera looks down.</param>
internal sealed class Backdrop(Random random, SKColor product, int view, bool isFromAbove)
{
    // What is smooth or out of focus is drawn this small and enlarged.
    private const int SmoothSide = 128;

    private static readonly SKColor[] Walls = [new(0xFFD8D2C6), new(0xFFC5CCC8), new(0xFFCFC3BB), new(0xFFB9C2CC), new(0xFFE0DACF)];
    private static readonly SKColor[] Woods = [new(0xFFB98A5A), new(0xFF8D6243), new(0xFFD2B48C), new(0xFF6E5240)];
    private static readonly SKColor[] Greens = [new(0xFF6F8F4E), new(0xFF3F5F38), new(0xFF8DA766), new(0xFF2E4530), new(0xFFB5C588)];
    private static readonly SKColor White = new(0xFFF6F6F5);

    public void Draw(Painter painter, SKSize size, float pixelsToTheUnit)
    {
        var all = new SKRect(-size.Width / 2, -size.Height / 2, size.Width / 2, size.Height / 2);
        var scale = Math.Min(pixelsToTheUnit, SmoothSide / 100f);
        using var surface = SKSurface.Create(new SKImageInfo(
            (int)MathF.Ceiling(size.Width * scale), (int)MathF.Ceiling(size.Height * scale), SKImageInfo.PlatformColorType, SKAlphaType.Opaque));
        using var smooth = new Painter(surface.Canvas);
        surface.Canvas.Scale(scale);
        surface.Canvas.Translate(size.Width / 2, size.Height / 2);
        using var whole = Outline.Box(all.Left, all.Top, all.Right, all.Bottom);
        using var table = Outline.Box(all.Left, 16 + (6 * random.NextSingle()), all.Right, all.Bottom);
        var surfaceTexture = (isFromAbove, view) switch
        {
            (_, 0) => PaintPaper(smooth, all, White),
            (true, 1) or (true, 2) => PaintTop(smooth, all, whole, Walls[random.Next(Walls.Length)], Textures.Mottle),
            (true, _) => PaintTop(smooth, all, whole, Woods[random.Next(Woods.Length)], Textures.Wood),
            (_, 1) => PaintRoom(smooth, all, table),
            (_, 2) => PaintPaper(smooth, all, product.Lit(0.62f).Mixed(Walls[random.Next(Walls.Length)], 0.5f)),
            _ => PaintGarden(smooth, all, table),
        };
        using var image = surface.Snapshot();
        painter.Canvas.DrawImage(image, all, new SKSamplingOptions(SKFilterMode.Linear));
        if (surfaceTexture is not null)
        {
            var part = isFromAbove ? whole : table;
            painter.Texture(part, surfaceTexture, 1.6f, surfaceTexture == Textures.Wood ? 0.42f : 0.16f);
            if (!isFromAbove)
            {
                painter.Texture(whole, Textures.Mottle, 0.6f, 0.035f);
            }
        }
    }

    /// <summary>A roll of paper that is bent from the wall to the floor without an edge.</summary>
    private SKImage? PaintPaper(Painter painter, SKRect all, SKColor colour)
    {
        painter.Canvas.Clear(colour);
        painter.Glow(0, 24, all.Width * 0.8f, 18, colour.Dark(0.14f));
        painter.Glow(-14, -14, all.Width * 0.62f, 62, colour.Lit(0.8f));
        painter.Glow(0, 48, all.Width * 0.7f, 20, colour.Lit(0.55f));
        PaintVignette(painter, all, 0.1f + (0.08f * random.NextSingle()));
        return null;
    }

    private SKImage PaintTop(Painter painter, SKRect all, SKPath whole, SKColor colour, SKImage texture)
    {
        painter.Slantwise(whole, colour.Lit(0.35f), colour, colour.Dark(0.22f));
        PaintWindow(painter, all);
        PaintVignette(painter, all, 0.3f);
        return texture;
    }

    private SKImage PaintRoom(Painter painter, SKRect all, SKPath table)
    {
        var wall = Walls[random.Next(Walls.Length)].Mixed(product, 0.12f);
        painter.Canvas.Clear(wall);
        painter.Glow(all.Left * 0.6f, all.Top * 0.5f, all.Width * 0.8f, all.Height * 0.8f, wall.Lit(0.5f));
        painter.Glow(all.Right, table.Bounds.Top, all.Width * 0.6f, all.Height * 0.5f, wall.Dark(0.4f));
        PaintWindow(painter, all);
        PaintTable(painter, all, table);
        PaintVignette(painter, all, 0.3f);
        return Textures.Wood;
    }

    private SKImage PaintGarden(Painter painter, SKRect all, SKPath table)
    {
        using var blur = SKImageFilter.CreateBlur(2.4f, 2.4f, SKShaderTileMode.Clamp);
        using var outOfFocus = new SKPaint { ImageFilter = blur };
        painter.Canvas.SaveLayer(outOfFocus);
        painter.Canvas.Clear(Greens[0].Dark(0.2f));
        for (var i = 0; i < 90; i++)
        {
            var radius = 4 + (11 * random.NextSingle());
            using var leaf = Outline.Oval(
                all.Left + (all.Width * random.NextSingle()),
                all.Top + ((table.Bounds.Top - all.Top) * random.NextSingle()),
                radius,
                radius * (0.5f + (0.5f * random.NextSingle())));
            painter.Fill(leaf, Greens[random.Next(Greens.Length)].Faded(0.55f));
        }

        painter.Canvas.Restore();
        for (var i = 0; i < 24; i++)
        {
            var radius = 2.5f + (4 * random.NextSingle());
            using var highlight = Outline.Oval(
                all.Left + (all.Width * random.NextSingle()), all.Top + ((table.Bounds.Top - all.Top) * random.NextSingle()), radius, radius);
            painter.Fill(highlight, new SKColor(0xFFF4F6CF).Faded(0.06f + (0.16f * random.NextSingle())));
        }

        painter.Glow(all.Left * 0.5f, all.Top, all.Width * 0.6f, all.Height * 0.6f, new SKColor(0xFFFFF7D6).Faded(0.5f));
        PaintTable(painter, all, table);
        PaintVignette(painter, all, 0.35f);
        return Textures.Wood;
    }

    private void PaintTable(Painter painter, SKRect all, SKPath table)
    {
        var wood = Woods[random.Next(Woods.Length)];
        painter.Down(table, wood.Dark(0.12f), wood.Lit(0.12f), wood, wood.Dark(0.15f));
        painter.Glow(-10, table.Bounds.Top + 8, all.Width * 0.5f, 10, wood.Lit(0.6f).Faded(0.5f));
        using var edge = Outline.Box(all.Left, table.Bounds.Top - 0.4f, all.Right, table.Bounds.Top + 0.4f);
        painter.Fill(edge, wood.Dark(0.5f).Faded(0.5f));
    }

    /// <summary>Light that falls through the panes of a window.</summary>
    private void PaintWindow(Painter painter, SKRect all)
    {
        using var blur = SKImageFilter.CreateBlur(1.6f, 1.6f);
        using var soft = new SKPaint { ImageFilter = blur };
        painter.Canvas.SaveLayer(soft);
        painter.Canvas.Translate(all.Left * (0.2f + (0.6f * random.NextSingle())), all.Top * 0.9f);
        painter.Canvas.Skew(-0.35f, 0.18f);
        for (var pane = 0; pane < 6; pane++)
        {
            using var light = Outline.Box(pane % 2 * 23, pane / 2 * 25, (pane % 2 * 23) + 20, (pane / 2 * 25) + 22);
            painter.Fill(light, new SKColor(0xFFFFF6DC).Faded(0.3f));
        }

        painter.Canvas.Restore();
    }

    private static void PaintVignette(Painter painter, SKRect all, float strength)
    {
        using var corners = Outline.Box(all.Left, all.Top, all.Right, all.Bottom);
        var reach = new SKPoint(all.Width, all.Height).Length / 2;
        using var shader = SKShader.CreateRadialGradient(
            default, reach, [SKColors.Black.Faded(0), SKColors.Black.Faded(strength * 0.25f), SKColors.Black.Faded(strength)], [0.3f, 0.65f, 1], SKShaderTileMode.Clamp);
        painter.Fill(corners, shader);
    }
}
