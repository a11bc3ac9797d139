using ImageOrleans.Samples.Drawing.Products;
using SkiaSharp;

namespace ImageOrleans.Samples.Drawing;

/// <summary>Takes a <see cref="Photograph"/>: a backdrop, the product's shadow, the product, and the camera's grain.</summary>
internal sealed class Studio
{
    // Shadows are blurred: a small picture of the product is enough for them, and so fast that they cost next to nothing.
    private const int ShadowSide = 128;
    private const float ShadowReach = 60;

    private readonly Photograph _photograph;
    private readonly Random _view;
    private readonly Look _look;
    private readonly bool _lies;
    private readonly float _zoom;
    private readonly SKPoint _centre;
    private readonly float _turn;

    public Studio(Photograph photograph)
    {
        _photograph = photograph;
        var product = new Random(photograph.Seed);
        var accent = Tones.Pick(product);
        _look = new Look(photograph.Colour ?? Tones.Pick(product), accent, photograph.Label);
        _view = new Random((photograph.Seed * 31) + photograph.View + 1);
        _lies = Product.Lies(photograph.Shape);
        _zoom = (photograph.View % 4) switch { 0 => 1, 1 => 0.8f, 2 => 1.3f, _ => 0.66f } + (0.06f * Vary());
        _centre = photograph.View == 0 ? default : new SKPoint(8 * Vary(), 2 * Vary());
        _turn = !_lies || photograph.View == 0 ? 0 : 35 * Vary();
    }

    public SKBitmap Draw()
    {
        var bitmap = new SKBitmap(new SKImageInfo(
            _photograph.Width,
            _photograph.Height,
            SKImageInfo.PlatformColorType,
            _photograph.IsCutOut ? SKAlphaType.Premul : SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear();
        var origin = SKMatrix.CreateTranslation(_photograph.Width / 2f, _photograph.Height / 2f);
        canvas.SetMatrix(origin.PreConcat(SKMatrix.CreateScale(Unit, Unit)));
        using var painter = new Painter(canvas);
        if (!_photograph.IsCutOut)
        {
            var backdrop = new Backdrop(_view, _look.Body, _photograph.View % 4, _lies);
            backdrop.Draw(painter, new SKSize(_photograph.Width / Unit, _photograph.Height / Unit), Unit);
        }

        // The product stands where it stood, however near the camera comes.
        canvas.Translate(_centre.X, _centre.Y + (_lies ? 0 : Product.Floor * (1 - _zoom) * 0.9f));
        canvas.Scale(_zoom);
        canvas.RotateDegrees(_turn);
        DrawShadow(painter);
        Product.Draw(_photograph.Shape, painter, _look);
        canvas.ResetMatrix();
        DrawGrain(canvas);
        return bitmap;
    }

    /// <summary>Pixels to the unit: a hundred units are the shorter side.</summary>
    private float Unit => Math.Min(_photograph.Width, _photograph.Height) / 100f;

    private void DrawShadow(Painter painter)
    {
        using var shadow = CreateShadow();
        if (_lies)
        {
            var turnBack = -_turn * MathF.PI / 180;
            var (sin, cos) = MathF.SinCos(turnBack);
            DrawShadow(painter.Canvas, shadow, SKMatrix.CreateTranslation((2.4f * cos) - (3.2f * sin), (2.4f * sin) + (3.2f * cos)), 0.5f);
            return;
        }

        // The light is high on the left: the shadow falls to the right and to the back.
        var fallen = new SKMatrix(1, -0.75f, 0.75f * Product.Floor, 0, 0.16f, Product.Floor * 0.84f, 0, 0, 1);
        var halfFoot = Product.HalfFoot(_photograph.Shape);
        DrawShadow(painter.Canvas, shadow, fallen, 0.3f);
        painter.Glow(halfFoot * 0.12f, Product.Floor - 0.4f, halfFoot * 1.3f, 4.6f, SKColors.Black.Faded(0.4f));
        painter.Glow(0, Product.Floor + 0.2f, halfFoot * 1.06f, 1.7f, SKColors.Black.Faded(0.65f));
    }

    private static void DrawShadow(SKCanvas canvas, SKImage shadow, SKMatrix fall, float opacity)
    {
        using var paint = new SKPaint { Color = SKColors.Black.Faded(opacity) };
        using var restored = new SKAutoCanvasRestore(canvas);
        canvas.Concat(fall);
        canvas.DrawImage(
            shadow, new SKRect(-ShadowReach, -ShadowReach, ShadowReach, ShadowReach), new SKSamplingOptions(SKFilterMode.Linear), paint);
    }

    private SKImage CreateShadow()
    {
        using var surface = SKSurface.Create(new SKImageInfo(ShadowSide, ShadowSide));
        using var blur = SKImageFilter.CreateBlur(2.6f, 2.6f);
        using var black = SKColorFilter.CreateBlendMode(SKColors.Black, SKBlendMode.SrcIn);
        using var paint = new SKPaint { ImageFilter = blur, ColorFilter = black };
        using var painter = new Painter(surface.Canvas);
        surface.Canvas.SaveLayer(paint);
        surface.Canvas.Translate(ShadowSide / 2f, ShadowSide / 2f);
        surface.Canvas.Scale(ShadowSide / (2 * ShadowReach));
        Product.Draw(_photograph.Shape, painter, _look);
        surface.Canvas.Restore();
        return surface.Snapshot();
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
