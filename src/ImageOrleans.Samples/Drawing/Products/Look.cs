using SkiaSharp;

namespace ImageOrleans.Samples.Drawing.Products;

/// <summary>What makes a product different from others of its shape.</summary>
/// <param name="Body">Its colour.</param>
/// <param name="Accent">The colour of its smaller parts.</param>
/// <param name="Label">What is printed on it.</param>
internal sealed record Look(SKColor Body, SKColor Accent, string Label)
{
    /// <summary>A colour in which the label is read well on the body.</summary>
    public SKColor Ink => Body.IsLight() ? Body.Dark(0.72f) : Body.Lit(0.85f);
}
