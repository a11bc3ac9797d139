using System.Numerics;

namespace ImageOrleans.Samples.Drawing;

/// <summary>
/// What is behind a product: a studio's paper roll, a wooden table before a wall, or something green out of focus.
/// </summary>
/// <param name="view">Where its variations come from.</param>
/// <param name="hue">The product's hue, from which it keeps away.</param>
internal sealed class Backdrop(Noise view, float hue)
{
    private readonly int _kind = (int)(view.White(11, 0) * 3);
    private readonly float _horizon = 0.2f + (0.15f * view.White(12, 0));
    private readonly Vector3 _far = Colour.FromHsv(
        hue + 0.4f + (0.2f * view.White(13, 0)), 0.05f + (0.25f * view.White(14, 0)), 0.65f + (0.3f * view.White(15, 0)));
    private readonly Vector3 _near = Colour.FromHsv(
        0.06f + (0.05f * view.White(16, 0)), 0.3f + (0.25f * view.White(17, 0)), 0.45f + (0.35f * view.White(18, 0)));

    /// <summary>Its colour at a point.</summary>
    /// <param name="screen">The point, about −0.6 to 0.6 in both directions; y grows downwards.</param>
    /// <param name="zoom">How much of the world the picture shows; at a distance there is more of it.</param>
    /// <returns>The colour.</returns>
    public Vector3 At(Vector2 screen, float zoom) => _kind switch
    {
        0 => Paper(screen),
        1 => Table(screen),
        _ => Garden(screen / zoom),
    };

    private Vector3 Paper(Vector2 screen)
    {
        var fold = Math.Clamp((screen.Y - _horizon + 0.15f) / 0.3f, 0, 1);
        var light = 0.86f + (0.14f * screen.X) + (0.12f * fold * fold * (3 - (2 * fold)));
        return Vector3.Lerp(_far, Vector3.One, 0.35f) * (light + (0.05f * (view.Fractal(screen.X * 5, screen.Y * 5, 3) - 0.5f)));
    }

    private Vector3 Table(Vector2 screen)
    {
        var plaster = _far * (0.85f + (0.12f * view.Fractal(screen.X * 30, screen.Y * 30, 3)) + (0.1f * screen.X));
        var depth = Math.Max(screen.Y - _horizon, 0);
        var grain = view.Fractal(
            screen.X * 4 / (0.4f + depth), (screen.Y * 90) + (6 * view.Smooth(screen.X * 3, screen.Y * 7)), 4);
        var wood = _near * (0.65f + (0.6f * grain));
        return Vector3.Lerp(plaster, wood, Math.Clamp((screen.Y - _horizon) * 60, 0, 1));
    }

    private Vector3 Garden(Vector2 screen)
    {
        var leaves = view.Fractal(screen.X * 5, screen.Y * 5, 4);
        var bokeh = view.Fractal((screen.X * 9) + 40, screen.Y * 9, 2);
        var green = Colour.FromHsv(0.24f + (0.1f * leaves), 0.55f, 0.25f + (0.55f * leaves));
        return Vector3.Lerp(green, _far, Math.Clamp((bokeh * bokeh * 2.4f) - 0.8f, 0, 0.8f));
    }
}
