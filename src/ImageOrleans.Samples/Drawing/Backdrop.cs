using SkiaSharp;

namespace ImageOrleans.Samples.Drawing;

/// <summary>
/// What is behind a product: a studio's white or coloured paper roll, a table before a wall, or a table before something green
/// that is out of focus; and what is beneath a product that lies.
/// </summary>
internal sealed class Backdrop : IDisposable
{
    private static readonly SKColor[] Walls =
        [new(0xFFD8D2C6), new(0xFFC5CCC8), new(0xFFCFC3BB), new(0xFFB9C2CC), new(0xFFE0DACF)];
    private static readonly SKColor[] Woods = [new(0xFFB98A5A), new(0xFF8D6243), new(0xFFD2B48C), new(0xFF6E5240)];
    private static readonly SKColor[] Greens =
        [new(0xFF6F8F4E), new(0xFF3F5F38), new(0xFF8DA766), new(0xFF2E4530), new(0xFFB5C588)];
    private static readonly SKColor White = new(0xFFFAFAFA);

    private readonly Random _random;
    private readonly SKColor _product;
    private readonly Kind _kind;
    private readonly SKRect _frame;
    private readonly SKPath _ground;

    /// <summary>A backdrop.</summary>
    /// <param name="random">Where its variations come from.</param>
    /// <param name="product">The product's colour, which it goes with.</param>
    /// <param name="view">0 for a studio's white, 1 to 3 for the others.</param>
    /// <param name="isFromAbove">Whether the camera looks down.</param>
    /// <param name="frame">The picture.</param>
    public Backdrop(Random random, SKColor product, int view, bool isFromAbove, SKRect frame)
    {
        _random = random;
        _product = product;
        _frame = frame;
        _kind = (view, isFromAbove) switch
        {
            (0, _) => Kind.WhitePaper,
            (1, false) => Kind.Room,
            (2, false) => Kind.ColouredPaper,
            (_, false) => Kind.Garden,
            (3, true) => Kind.WoodFromAbove,
            (_, true) => Kind.StoneFromAbove,
        };
        _ground = Outline.Box(frame.Left, isFromAbove ? frame.Top : 16 + (6 * random.NextSingle()), frame.Right, frame.Bottom);
    }

    private enum Kind
    {
        WhitePaper,
        ColouredPaper,
        Room,
        Garden,
        WoodFromAbove,
        StoneFromAbove,
    }

    public void Dispose() => _ground.Dispose();

    /// <summary>Paints what is smooth or out of focus.</summary>
    public void Paint(Painter painter)
    {
        switch (_kind)
        {
            case Kind.WhitePaper:
                PaintPaper(painter, White);
                PaintVignette(painter, 0.06f);
                break;
            case Kind.ColouredPaper:
                PaintPaper(painter, _product.Lit(0.62f).Mixed(Pick(Walls), 0.5f));
                PaintVignette(painter, 0.15f);
                break;
            case Kind.Room:
                PaintWall(painter);
                PaintTable(painter);
                PaintVignette(painter, 0.3f);
                break;
            case Kind.Garden:
                PaintGreenery(painter);
                PaintTable(painter);
                PaintVignette(painter, 0.35f);
                break;
            case Kind.WoodFromAbove:
            case Kind.StoneFromAbove:
                var colour = Pick(_kind == Kind.WoodFromAbove ? Woods : Walls);
                painter.Slantwise(_ground, colour.Lit(0.35f), colour, colour.Dark(0.22f));
                PaintWindow(painter);
                PaintVignette(painter, 0.3f);
                break;
        }
    }

    /// <summary>Paints what the ground is made of.</summary>
    public void PaintTexture(Painter painter)
    {
        if (_kind == Kind.StoneFromAbove)
        {
            painter.Texture(_ground, Textures.Mottle, 1.5f, 0.09f);
        }
        else if (_kind is Kind.Room or Kind.Garden or Kind.WoodFromAbove)
        {
            painter.Texture(_ground, Textures.Wood, 1.5f, 0.3f);
        }
    }

    /// <summary>A roll of paper that is bent from the wall to the floor without an edge.</summary>
    private void PaintPaper(Painter painter, SKColor colour)
    {
        painter.Canvas.Clear(colour);
        painter.Glow(0, 24, _frame.Width * 0.8f, 18, colour.Dark(0.1f));
        painter.Glow(-14, -14, _frame.Width * 0.62f, 62, colour.Lit(0.8f));
        painter.Glow(0, 48, _frame.Width * 0.7f, 20, colour.Lit(0.55f));
    }

    private void PaintWall(Painter painter)
    {
        var wall = Pick(Walls).Mixed(_product, 0.12f);
        painter.Canvas.Clear(wall);
        painter.Glow(_frame.Left * 0.6f, _frame.Top * 0.5f, _frame.Width * 0.8f, _frame.Height * 0.8f, wall.Lit(0.5f));
        painter.Glow(_frame.Right, _ground.Bounds.Top, _frame.Width * 0.6f, _frame.Height * 0.5f, wall.Dark(0.4f));
        PaintWindow(painter);
    }

    private void PaintGreenery(Painter painter)
    {
        using var blur = SKImageFilter.CreateBlur(2.4f, 2.4f, SKShaderTileMode.Clamp);
        using var outOfFocus = new SKPaint { ImageFilter = blur };
        painter.Canvas.SaveLayer(outOfFocus);
        painter.Canvas.Clear(Greens[0].Dark(0.2f));
        for (var i = 0; i < 90; i++)
        {
            var radius = 4 + (11 * _random.NextSingle());
            using var leaf = Outline.Oval(
                _frame.Left + (_frame.Width * _random.NextSingle()),
                _frame.Top + ((_ground.Bounds.Top - _frame.Top) * _random.NextSingle()),
                radius,
                radius * (0.5f + (0.5f * _random.NextSingle())));
            painter.Fill(leaf, Pick(Greens).Faded(0.55f));
        }

        painter.Canvas.Restore();
        for (var i = 0; i < 24; i++)
        {
            var radius = 2.5f + (4 * _random.NextSingle());
            using var highlight = Outline.Oval(
                _frame.Left + (_frame.Width * _random.NextSingle()),
                _frame.Top + ((_ground.Bounds.Top - _frame.Top) * _random.NextSingle()),
                radius,
                radius);
            painter.Fill(highlight, new SKColor(0xFFF4F6CF).Faded(0.06f + (0.16f * _random.NextSingle())));
        }

        var sun = new SKColor(0xFFFFF7D6);
        painter.Glow(_frame.Left * 0.5f, _frame.Top, _frame.Width * 0.6f, _frame.Height * 0.6f, sun.Faded(0.5f));
    }

    private void PaintTable(Painter painter)
    {
        var wood = Pick(Woods);
        painter.Down(_ground, wood.Dark(0.12f), wood.Lit(0.12f), wood, wood.Dark(0.15f));
        painter.Glow(-10, _ground.Bounds.Top + 8, _frame.Width * 0.5f, 10, wood.Lit(0.6f).Faded(0.5f));
        using var edge = Outline.Box(_frame.Left, _ground.Bounds.Top - 0.4f, _frame.Right, _ground.Bounds.Top + 0.4f);
        painter.Fill(edge, wood.Dark(0.5f).Faded(0.5f));
    }

    /// <summary>Light that falls through the panes of a window.</summary>
    private void PaintWindow(Painter painter)
    {
        using var blur = SKImageFilter.CreateBlur(1.6f, 1.6f);
        using var soft = new SKPaint { ImageFilter = blur };
        painter.Canvas.SaveLayer(soft);
        painter.Canvas.Translate(_frame.Left * (0.2f + (0.6f * _random.NextSingle())), _frame.Top * 0.9f);
        painter.Canvas.Skew(-0.35f, 0.18f);
        for (var pane = 0; pane < 6; pane++)
        {
            using var light = Outline.Box(pane % 2 * 23, pane / 2 * 25, (pane % 2 * 23) + 20, (pane / 2 * 25) + 22);
            painter.Fill(light, new SKColor(0xFFFFF6DC).Faded(0.3f));
        }

        painter.Canvas.Restore();
    }

    private void PaintVignette(Painter painter, float strength)
    {
        using var corners = Outline.Box(_frame.Left, _frame.Top, _frame.Right, _frame.Bottom);
        var reach = new SKPoint(_frame.Width, _frame.Height).Length / 2;
        using var shader = SKShader.CreateRadialGradient(
            default,
            reach,
            [SKColors.Black.Faded(0), SKColors.Black.Faded(strength * 0.25f), SKColors.Black.Faded(strength)],
            [0.3f, 0.65f, 1],
            SKShaderTileMode.Clamp);
        painter.Fill(corners, shader);
    }

    private SKColor Pick(SKColor[] colours) => colours[_random.Next(colours.Length)];
}
