namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>Makes chroma of 4:4:4 and 4:2:2 half as wide and high, by way of its samples: the mean of those that become one.</summary>
public static class ReferenceSubsampler
{
    private static readonly double[,] Cosines = MakeCosines();

    /// <summary>Whether it is YCbCr with chroma of full height.</summary>
    public static bool CanSubsample(ReferenceImage image) =>
        image.ColourSpace == ReferenceColourSpace.YCbCr
        && image.Components[0] is { Horizontal: 1 or 2, Vertical: 1 }
        && image.Components.Skip(1).All(component => component is { Horizontal: 1, Vertical: 1 });

    /// <summary>Requantises luma and subsamples chroma.</summary>
    /// <param name="source">The image.</param>
    /// <param name="rule">The rule to requantise by.</param>
    /// <returns>An image of 4:2:0.</returns>
    public static ReferenceImage Subsample(ReferenceImage source, RequantisationRule rule)
    {
        var luma = ReferenceRequantiser.Requantise(source, rule).Components[0];
        return new ReferenceImage
        {
            Width = source.Width,
            Height = source.Height,
            Kind = source.Kind,
            Segments = source.Segments,
            Components = [Rearrange(source, luma), Halve(source, 1, rule), Halve(source, 2, rule)],
        };
    }

    private static ReferenceComponent Rearrange(ReferenceImage source, ReferenceComponent luma)
    {
        var result = new ReferenceComponent(source.Width, source.Height, luma.Id, 2, 2, 2, 2) { QuantisationTable = luma.QuantisationTable };
        for (var row = 0; row < luma.BlocksHigh; row++)
        {
            for (var column = 0; column < luma.BlocksWide; column++)
            {
                luma.Block(row, column).CopyTo(result.Block(row, column), 0);
            }
        }

        return result;
    }

    private static ReferenceComponent Halve(ReferenceImage source, int index, RequantisationRule rule)
    {
        var chroma = source.Components[index];
        var samples = Samples(chroma);
        var shrinkX = 2 * chroma.Horizontal / source.Components[0].Horizontal;
        var width = ((source.Width * chroma.Horizontal) + source.MaxHorizontal - 1) / source.MaxHorizontal;
        var target = ReferenceRequantiser.TargetTable(chroma.QuantisationTable!, isChrominance: true, rule);
        var result = new ReferenceComponent(source.Width, source.Height, chroma.Id, 1, 1, 2, 2) { QuantisationTable = target };
        for (var row = 0; row < result.BlocksHigh; row++)
        {
            for (var column = 0; column < result.BlocksWide; column++)
            {
                var pixels = new double[8, 8];
                foreach (var (y, x, dy, dx) in from y in Enumerable.Range(0, 8)
                                               from x in Enumerable.Range(0, 8)
                                               from dy in Enumerable.Range(0, 2)
                                               from dx in Enumerable.Range(0, shrinkX)
                                               select (y, x, dy, dx))
                {
                    // Beyond the edge its last sample goes on.
                    var fromY = Math.Min((((row * 8) + y) * 2) + dy, source.Height - 1);
                    var fromX = Math.Min((((column * 8) + x) * shrinkX) + dx, width - 1);
                    pixels[y, x] += samples[fromY, fromX] / (2 * shrinkX);
                }

                var coefficients = Transform(pixels, isInverse: false);
                for (var k = 0; k < 64; k++)
                {
                    var i = ReferenceRequantiser.ZigZag[k];
                    var rounding = (k == 0 ? rule.DcRounding : rule.AcRounding) / 65536.0;
                    var level = Math.Floor((Math.Abs(coefficients[i / 8, i % 8]) / target[k]) + rounding);
                    result.Block(row, column)[k] = (short)(Math.Sign(coefficients[i / 8, i % 8]) * Math.Min(level, 1023));
                }
            }
        }

        return result;
    }

    private static double[,] Samples(ReferenceComponent component)
    {
        var samples = new double[component.BlocksHigh * 8, component.BlocksWide * 8];
        for (var row = 0; row < component.BlocksHigh; row++)
        {
            for (var column = 0; column < component.BlocksWide; column++)
            {
                var coefficients = new double[8, 8];
                for (var k = 0; k < 64; k++)
                {
                    var i = ReferenceRequantiser.ZigZag[k];
                    coefficients[i / 8, i % 8] = component.Block(row, column)[k] * component.QuantisationTable![k];
                }

                var block = Transform(coefficients, isInverse: true);
                for (var i = 0; i < 64; i++)
                {
                    // Samples are within eight bits, however far the coefficients go.
                    samples[(row * 8) + (i / 8), (column * 8) + (i % 8)] = Math.Clamp(block[i / 8, i % 8], -128, 127);
                }
            }
        }

        return samples;
    }

    /// <summary>The DCT of T.81 A.3.3, a sum of products for rows and then for columns.</summary>
    private static double[,] Transform(double[,] block, bool isInverse)
    {
        var half = new double[8, 8];
        var result = new double[8, 8];
        for (var i = 0; i < 512; i++)
        {
            var (row, to, from) = (i / 64, i / 8 % 8, i % 8);
            half[row, to] += block[row, from] * (isInverse ? Cosines[from, to] : Cosines[to, from]);
        }

        for (var i = 0; i < 512; i++)
        {
            var (column, to, from) = (i / 64, i / 8 % 8, i % 8);
            result[to, column] += half[from, column] * (isInverse ? Cosines[from, to] : Cosines[to, from]);
        }

        return result;
    }

    private static double[,] MakeCosines()
    {
        var cosines = new double[8, 8];
        for (var i = 0; i < 64; i++)
        {
            var (frequency, position) = (i / 8, i % 8);
            cosines[frequency, position] = Math.Cos(((2 * position) + 1) * frequency * Math.PI / 16) * (frequency == 0 ? Math.Sqrt(0.125) : 0.5);
        }

        return cosines;
    }
}
