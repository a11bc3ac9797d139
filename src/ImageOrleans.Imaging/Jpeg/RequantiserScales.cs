namespace ImageOrleans.Imaging.Jpeg;

/// <summary>The scales of <see cref="TokenRequantiser"/>.</summary>
internal static unsafe class RequantiserScales
{
    /// <summary>Fills in the scales of a component's class.</summary>
    /// <param name="component">The component.</param>
    /// <param name="scales">The scales of both classes.</param>
    /// <param name="keepsLevels">Whether levels stay in the file's steps.</param>
    /// <returns>The largest magnitude that becomes zero in the result's steps at every AC position.</returns>
    public static int Fill(JpegComponent component, NativeBuffer<int> scales, bool keepsLevels)
    {
        const int one = 1 << 16;
        var target = scales.Reserve(2 * CoefficientPlane.BlockSize) + (component.Class * CoefficientPlane.BlockSize);
        var dropped = int.MaxValue;
        target[0] = one;
        for (var k = 1; k < CoefficientPlane.BlockSize; k++)
        {
            var scale = QuantiserDesign.Scale(component.Steps[k], component.TargetSteps[k]);
            dropped = Math.Min(dropped, (one - 1 - QuantiserDesign.AcRounding) / scale);
            target[k] = keepsLevels ? one : scale;
        }

        return dropped;
    }
}
