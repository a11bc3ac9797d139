using System.Numerics;

namespace ImageOrleans.Imaging.Jpeg;

/// <summary>Takes planes of coefficients to sparse planes.</summary>
internal static unsafe class SparsePlaneFiller
{
    /// <summary>Takes the levels of all planes as they are.</summary>
    /// <returns>Whether they are all such as a file can have.</returns>
    public static bool TryTake(JpegWorkspace workspace)
    {
        var frame = workspace.Headers.Frame;
        for (var i = 0; i < frame.ComponentCount; i++)
        {
            var (plane, sparse) = (workspace.Planes[i], workspace.SparsePlanes[i]);
            var block = 0;
            for (var row = 0; row < sparse.BlocksHigh; row++)
            {
                sparse.Expect(sparse.BlocksWide);
                for (var column = 0; column < sparse.BlocksWide; column++)
                {
                    var index = plane.IndexOf(row, column);
                    var levels = plane.LevelsOf(index);
                    var target = sparse.Next;
                    for (var left = plane.Known[index]; left != 0; left &= left - 1)
                    {
                        var k = BitOperations.TrailingZeroCount(left);
                        if ((uint)(levels[k] + CompactToken.MaxAcLevel) > 2 * CompactToken.MaxAcLevel)
                        {
                            return false;
                        }

                        *target++ = SparsePlane.Token(levels[k], k);
                    }

                    sparse.Add(block++, plane.Dc[index], target);
                }
            }
        }

        return true;
    }

    /// <summary>Brings all planes to the result's steps, with the best choice of AC levels.</summary>
    /// <param name="workspace">The planes.</param>
    /// <param name="quality">The quality that was asked for, 1 to 100.</param>
    /// <returns>Whether they are all such as a file can have.</returns>
    public static bool TryChoose(JpegWorkspace workspace, int quality)
    {
        var frame = workspace.Headers.Frame;
        for (var i = 0; i < frame.ComponentCount; i++)
        {
            var (component, plane) = (frame.Components[i], workspace.Planes[i]);
            workspace.Trellis.SetSteps(i, component, plane.Steps, quality);
            if (!TryChoose(workspace.Trellis, plane, workspace.SparsePlanes[i], i, component))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryChoose(
        TrellisQuantiser trellis, CoefficientPlane plane, SparsePlane sparse, int number, JpegComponent component)
    {
        var dcScale = QuantiserDesign.Scale(plane.Steps[0], component.TargetSteps[0]);
        var block = 0;
        for (var row = 0; row < sparse.BlocksHigh; row++)
        {
            sparse.Expect(sparse.BlocksWide);
            for (var column = 0; column < sparse.BlocksWide; column++)
            {
                var index = plane.IndexOf(row, column);
                var levels = plane.LevelsOf(index);
                var coefficients = sparse.Next;
                var count = 0;
                for (var left = plane.Known[index]; left != 0; left &= left - 1)
                {
                    var k = BitOperations.TrailingZeroCount(left);
                    coefficients[count++] = SparsePlane.Token(levels[k], k);
                }

                var end = trellis.Choose(number, component.Class, coefficients, count, coefficients);
                for (var token = coefficients; token != end; token++)
                {
                    if ((uint)(((int)*token >> SparsePlane.LevelShift) + CompactToken.MaxAcLevel) > 2 * CompactToken.MaxAcLevel)
                    {
                        return false;
                    }
                }

                sparse.Add(block++, RoundDc(plane.Dc[index], dcScale), end);
            }

            trellis.Learn();
        }

        return true;
    }

    private static int RoundDc(int level, int scale)
    {
        // Logical, as a level of 2¹⁵ times a scale of 2¹⁶ takes the sign bit.
        var magnitude = ((Math.Abs(level) * scale) + QuantiserDesign.DcRounding) >>> 16;
        return level < 0 ? -magnitude : magnitude;
    }
}
