using ImageOrleans.Samples.Drawing.Products;
using SkiaSharp;

namespace ImageOrleans.Samples.Drawing;

/// <summary>Takes a <see cref="Photograph"/>: a backdrop, the product's shadow, the product, and the camera's grain.</summary>
internal sealed class Studio
{
    private const int SmoothSide = 128;
    private const int ShadowSide = 96;
    private const float ShadowReach = 60;

    private readonly Photograph _photograph;
    private readonly Random _view;
    private readonly Look _look;
    private readonly bool _lies;
    private readonly float _zoom;
    private readonly SKPoint _centre;
    private readonly float _turn;

    // Pixels to the unit, a hundred of which are the shorter side; and the picture in units, its centre being the origin.
    private readonly float _unit;
    private readonly SKRect _frame;

    public Studio(Photograph photograph)
    {
        _photograph = photograph;
        var product = new Random(photograph.Seed);
        var accent = Tones.Pick(product);
        _look = new Look(photograph.Colour ?? Tones.Pick(product), accent, photograph.Label);
        _view = new Random((photograph.Seed * 31) + photograph.View + 1);
        _unit = Math.Min(photograph.Width, photograph.Height) / 100f;
        var (halfWidth, halfHeight) = (photograph.Width / _unit / 2, photograph.Height / _unit / 2);
        _frame = new SKRect(-halfWidth, -halfHeight, halfWidth, halfHeight);
        _lies = Product.Lies(photograph.Shape);
        _zoom = (photograph.View % 4) switch { 0 => 1, 1 => 0.8f, 2 => 1.3f, _ => 0.66f } + (0.06f * Vary());
        _centre = photograph.View == 0 ? default : new SKPoint(8 * Vary(), 2 * Vary());
        _turn = !_lies || photograph.View == 0 ? 0 : 35 * Vary();
    }

    public SKBitmap Draw()
    {
        var bitmap = new SKBitmap(Pixels(_photograph.Width, _photograph.Height));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear();
        canvas.Translate(_photograph.Width / 2f, _photograph.Height / 2f);
        canvas.Scale(_unit);
        using var painter = new Painter(canvas);
        using var backdrop = _photograph.IsCutOut ? null : new Backdrop(_view, _look.Body, _photograph.View % 4, _lies, _frame);
        using (var smooth = PaintSmooth(backdrop))
        {
            canvas.DrawImage(smooth, _frame, new SKSamplingOptions(SKFilterMode.Linear));
        }

        backdrop?.PaintTexture(painter);
        Place(canvas);
        Product.Draw(_photograph.Shape, painter, _look);
        canvas.ResetMatrix();
        DrawGrain(canvas);
        return bitmap;
    }

    private SKImageInfo Pixels(int width, int height) => new(
        width, height, SKImageInfo.PlatformColorType, _photograph.IsCutOut ? SKAlphaType.Premul : SKAlphaType.Opaque);

    /// <summary>What has no sharp edges: it is painted small and enlarged, which looks the same and is far faster.</summary>
    private SKImage PaintSmooth(Backdrop? backdrop)
    {
        var scale = Math.Min(_unit, SmoothSide / 100f);
        using var surface = SKSurface.Create(
            Pixels((int)MathF.Ceiling(_frame.Width * scale), (int)MathF.Ceiling(_frame.Height * scale)));
        using var painter = new Painter(surface.Canvas);
        surface.Canvas.Scale(scale);
        surface.Canvas.Translate(-_frame.Left, -_frame.Top);
        backdrop?.Paint(painter);
        Place(surface.Canvas);
        DrawShadow(painter);
        return surface.Snapshot();
    }

    /// <summary>Moves to where the product is. However near the camera comes, what it stands on is in the picture.</summary>
    private void Place(SKCanvas canvas)
    {
        canvas.Translate(_centre.X, _centre.Y + (_lies ? 0 : Product.Floor * (1 - _zoom) * 0.9f));
        canvas.Scale(_zoom);
        canvas.RotateDegrees(_turn);
    }

    private void DrawShadow(Painter painter)
    {
        using var shadow = CreateShadow();
        if (_lies)
        {
            // Wherever the product is turned to, the light comes from the upper left.
            var (sin, cos) = MathF.SinCos(-_turn * MathF.PI / 180);
            var fall = SKMatrix.CreateTranslation((2.4f * cos) - (3.2f * sin), (2.4f * sin) + (3.2f * cos));
            DrawShadow(painter.Canvas, shadow, fall, 0.5f);
            return;
        }

        // The light is high on the left: the shadow falls to the right and to the back.
        var fallen = new SKMatrix(1, -0.75f, 0.75f * Product.Floor, 0, 0.16f, Product.Floor * 0.84f, 0, 0, 1);
        var foot = Product.Foot(_photograph.Shape);
        DrawShadow(painter.Canvas, shadow, fallen, 0.42f);
        painter.Glow(foot.MidX + 1, foot.MidY, foot.Width * 0.68f, (foot.Height * 0.6f) + 3, SKColors.Black.Faded(0.4f));
        painter.Glow(foot.MidX, foot.MidY + 0.4f, foot.Width * 0.54f, (foot.Height * 0.5f) + 0.8f, SKColors.Black.Faded(0.75f));
    }

    private static void DrawShadow(SKCanvas canvas, SKImage shadow, SKMatrix fall, float opacity)
    {
        using var paint = new SKPaint { Color = SKColors.Black.Faded(opacity) };
        using var restored = new SKAutoCanvasRestore(canvas);
        canvas.Concat(fall);
        canvas.DrawImage(
            shadow,
            new SKRect(-ShadowReach, -ShadowReach, ShadowReach, ShadowReach),
            new SKSamplingOptions(SKFilterMode.Linear),
            paint);
    }

    private SKImage CreateShadow()
    {
        using var surface = SKSurface.Create(new SKImageInfo(ShadowSide, ShadowSide));
        using var blur = SKImageFilter.CreateBlur(2, 2);
        using var black = SKColorFilter.CreateBlendMode(SKColors.Black, SKBlendMode.SrcIn);
        using var paint = new SKPaint { ImageFilter = blur, ColorFilter = black };
        using var painter = new Painter(surface.Canvas, isSilhouette: true);
        surface.Canvas.SaveLayer(paint);
        surface.Canvas.Translate(ShadowSide / 2f, ShadowSide / 2f);
        surface.Canvas.Scale(ShadowSide / (2 * ShadowReach));
        Product.Draw(_photograph.Shape, painter, _look);
        surface.Canvas.Restore();
        if (!_lies)
        {
            FadeUpwards(surface.Canvas);
        }

        return surface.Snapshot();
    }

    /// <summary>The higher what throws it, the fainter a shadow becomes.</summary>
    private static void FadeUpwards(SKCanvas canvas)
    {
        using var shader = SKShader.CreateLinearGradient(
            new SKPoint(0, ShadowSide * 0.8f),
            new SKPoint(0, ShadowSide * 0.15f),
            [SKColors.Black, SKColors.Black.Faded(0.12f)],
            SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader, BlendMode = SKBlendMode.DstIn };
        canvas.ResetMatrix();
        canvas.DrawPaint(paint);
    }

    private void DrawGrain(SKCanvas canvas)
    {
        using var paint = new SKPaint { BlendMode = _photograph.IsCutOut ? SKBlendMode.SrcATop : SKBlendMode.SrcOver };
        var left = -_view.Next(Textures.Side);
        for (var top = -_view.Next(Textures.Side); top < _photograph.Height; top += Textures.Side)
        {
            for (var x = left; x < _photograph.Width; x += Textures.Side)
            {
                canvas.DrawImage(Textures.Grain, x, top, SKSamplingOptions.Default, paint);
            }
        }
    }

    /// <summary>How this view differs from others: −1 to 1.</summary>
    private float Vary() => (_view.NextSingle() * 2) - 1;
}
