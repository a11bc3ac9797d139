using System.Numerics;

namespace ImageOrleans.Samples.Drawing;

/// <summary>
/// Draws a <see cref="Photograph"/>: a lit product before a backdrop, seen by a camera with vignetting and grain.
/// </summary>
internal sealed class Scene
{
    private const float BevelWidth = 0.11f;
    private static readonly Vector3 Light = Vector3.Normalize(new Vector3(-0.45f, -0.7f, 0.75f));
    private static readonly Vector3 Halfway = Vector3.Normalize(Light + Vector3.UnitZ);

    private readonly Photograph _photograph;
    private readonly Backdrop _backdrop;
    private readonly Noise _surface;
    private readonly Noise _grain;
    private readonly Lettering _label;
    private readonly Vector2 _labelCentre;
    private readonly Vector3 _body;
    private readonly Vector3 _trim;
    private readonly Vector2 _axis;
    private readonly float _zoom;
    private readonly float _pixel;
    private readonly float _gloss;
    private readonly float _weave;

    public Scene(Photograph photograph)
    {
        _photograph = photograph;
        var product = new Noise(photograph.Seed);
        var view = new Noise((photograph.Seed * 31) + photograph.View + 1);
        var hue = product.White(1, 0);
        _body = Colour.FromHsv(hue, 0.25f + (0.6f * product.White(2, 0)), 0.35f + (0.55f * product.White(3, 0)));
        _trim = Colour.FromHsv(hue + 0.45f, 0.3f * product.White(4, 0), 0.9f);
        _gloss = 0.15f + (0.6f * product.White(5, 0));
        _weave = product.White(6, 0);
        _surface = new Noise(photograph.Seed + 1);
        _grain = new Noise((photograph.Seed * 31) + photograph.View + 2);
        _label = new Lettering(photograph.Label);
        _labelCentre = Silhouettes.LabelCentre(photograph.Shape);

        // A slight turn, by its tangent: no trigonometric function gives the same bits everywhere.
        _axis = Vector2.Normalize(new Vector2(1, photograph.View == 0 ? 0 : (view.White(7, 0) - 0.5f) * 0.5f));
        _zoom = photograph.View switch { 0 => 1.05f, 1 => 1.2f, 2 => 0.9f, _ => 0.6f };
        _pixel = _zoom / Math.Min(photograph.Width, photograph.Height);
        _backdrop = new Backdrop(view, hue);
    }

    /// <summary>Draws a row of pixels.</summary>
    /// <param name="y">Which row.</param>
    /// <param name="row">Where it is drawn to.</param>
    public void DrawRow(int y, Span<byte> row)
    {
        var channels = _photograph.IsCutOut ? 4 : 3;
        for (var x = 0; x < _photograph.Width; x++)
        {
            var screen = new Vector2(x + 0.5f - (_photograph.Width / 2f), y + 0.5f - (_photograph.Height / 2f)) * _pixel;
            var p = new Vector2((screen.X * _axis.X) + (screen.Y * _axis.Y), (screen.Y * _axis.X) - (screen.X * _axis.Y));
            var distance = Silhouettes.Distance(_photograph.Shape, p);
            var coverage = Math.Clamp(0.5f - (distance / _pixel), 0, 1);
            var shadow = Shadow(screen, distance);
            var colour = coverage > 0 ? Product(p, distance) : Vector3.Zero;
            var pixel = row.Slice(x * channels, channels);
            if (_photograph.IsCutOut)
            {
                var opacity = coverage + ((1 - coverage) * shadow);
                Expose(opacity > 0 ? colour * (coverage / opacity) : colour, x, y, pixel);
                pixel[3] = (byte)((opacity * 255) + 0.5f);
            }
            else
            {
                var behind = coverage < 1 ? _backdrop.At(screen, _zoom) * (1 - shadow) : Vector3.Zero;
                Expose(Vector3.Lerp(behind, colour, coverage) * Vignette(screen), x, y, pixel);
            }
        }
    }

    /// <summary>The product's colour at a point: what it is made of, in its light.</summary>
    private Vector3 Product(Vector2 p, float distance)
    {
        const float step = 0.004f;
        var slope = new Vector2(
            Silhouettes.Distance(_photograph.Shape, p + new Vector2(step, 0)) - distance,
            Silhouettes.Distance(_photograph.Shape, p + new Vector2(0, step)) - distance) / step;

        // Rounded at the outline, flat inside: the surface rises by a quarter of a circle over the bevel.
        var rim = Math.Clamp(1 + (distance / BevelWidth), 0, 1);
        var bumps = new Vector2(
            _surface.Fractal(p.X * 40, p.Y * 40, 3) - 0.5f,
            _surface.Fractal((p.X * 40) + 100, p.Y * 40, 3) - 0.5f) * (0.1f + (0.35f * _weave));
        var normal = Vector3.Normalize(new Vector3((slope * rim * rim * 1.4f) + bumps, 1));

        var diffuse = Math.Max(Vector3.Dot(normal, Light), 0);
        var shine = Math.Max(Vector3.Dot(normal, Halfway), 0);
        shine *= shine;
        shine *= shine;
        shine *= shine;
        shine *= shine * shine;
        var bounced = 0.12f * Math.Max(normal.Y, 0);
        return (Paint(p) * (0.3f + (0.75f * diffuse) + bounced)) + new Vector3(_gloss * shine);
    }

    /// <summary>What the product is painted with: body, a band of trim, a label.</summary>
    private Vector3 Paint(Vector2 p)
    {
        const float labelWidth = 0.22f;
        var weathered = _body * (0.82f + (0.36f * _surface.Fractal(p.X * 9, p.Y * 9, 4)));
        var onLabel = p - _labelCentre;
        if (MathF.Abs(onLabel.X) <= labelWidth / 2 && MathF.Abs(onLabel.Y) <= labelWidth / 4)
        {
            return Vector3.Lerp(weathered, _trim, Inked(onLabel, labelWidth));
        }

        return onLabel.Y is > 0.11f and < 0.13f ? _trim : weathered;
    }

    private float Inked(Vector2 p, float width)
    {
        var inked = 0;
        for (var sample = 0; sample < 4; sample++)
        {
            var shift = new Vector2((sample & 1) - 0.5f, (sample >> 1) - 0.5f) * (_pixel / 2);
            inked += _label.Covers(p + shift, width) ? 1 : 0;
        }

        return inked / 4f;
    }

    /// <summary>How much of the light the product takes from what is behind and under it.</summary>
    private static float Shadow(Vector2 screen, float distance)
    {
        var contact = new Vector2(screen.X * 0.8f, (screen.Y - 0.4f) * 3.2f).Length();
        var floor = Math.Clamp(1 - (contact / 0.5f), 0, 1);
        var near = Math.Clamp(1 - (Math.Max(distance, 0) / 0.1f), 0, 1);
        return Math.Min((0.55f * floor * floor) + (0.2f * near * near), 0.75f);
    }

    private float Vignette(Vector2 screen) => 1 - (0.28f * screen.LengthSquared() / (_zoom * _zoom));

    /// <summary>Writes a colour as the film records it: the grain is strongest in the middle tones.</summary>
    private void Expose(Vector3 light, int x, int y, Span<byte> pixel)
    {
        light = Vector3.Clamp(light, Vector3.Zero, Vector3.One);
        var luminance = Vector3.Dot(light, new Vector3(0.299f, 0.587f, 0.114f));
        var strength = 0.016f + (0.04f * luminance * (1 - luminance));
        var common = _grain.White(x, y) + _grain.White(x + 101, y + 37) - 1;
        for (var channel = 0; channel < 3; channel++)
        {
            var own = _grain.White(x + (61 * channel) + 31, y + 17) - 0.5f;
            pixel[channel] = (byte)((Math.Clamp(light[channel] + (strength * (common + (0.5f * own))), 0, 1) * 255) + 0.5f);
        }
    }
}
