namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>Requantises an image's coefficients, one after another.</summary>
public static class ReferenceRequantiser
{
    /// <summary>T.81 table K.1, row by row.</summary>
    private static readonly int[] Luminance =
    [
        16, 11, 10, 16, 24, 40, 51, 61,
        12, 12, 14, 19, 26, 58, 60, 55,
        14, 13, 16, 24, 40, 57, 69, 56,
        14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77,
        24, 35, 55, 64, 81, 104, 113, 92,
        49, 64, 78, 87, 103, 121, 120, 101,
        72, 92, 95, 98, 112, 100, 103, 99,
    ];

    /// <summary>T.81 table K.2, row by row.</summary>
    private static readonly int[] Chrominance =
    [
        17, 18, 24, 47, 99, 99, 99, 99,
        18, 21, 26, 66, 99, 99, 99, 99,
        24, 26, 56, 99, 99, 99, 99, 99,
        47, 66, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
    ];

    /// <summary>T.81 figure 5 and A.3.6: the place in a row-by-row table of each place in zigzag order.</summary>
    public static IReadOnlyList<int> ZigZag { get; } =
        [.. Enumerable.Range(0, 64).OrderBy(i => (i / 8) + (i % 8)).ThenBy(i => ((i / 8) + (i % 8)) % 2 == 0 ? -(i / 8) : i / 8)];

    /// <summary>A standard table, scaled as libjpeg does (jcparam.c, jpeg_quality_scaling) and held in 1 to 255.</summary>
    /// <param name="isChrominance">Whether it is the table of colour differences.</param>
    /// <param name="quality">1 to 100.</param>
    /// <param name="stepPercent">The steps in percent of the standard's.</param>
    /// <returns>The table in zigzag order.</returns>
    public static ushort[] StandardTable(bool isChrominance, int quality, int stepPercent = 100)
    {
        var percent = quality < 50 ? 5000 / quality : 200 - (2 * quality);
        var table = isChrominance ? Chrominance : Luminance;
        return [.. ZigZag.Select(i => (ushort)Math.Clamp(((table[i] * percent * stepPercent) + 5000) / 10_000, 1, 255))];
    }

    /// <summary>The coarser one of a source's table and the standard table, coefficient by coefficient.</summary>
    public static ushort[] TargetTable(ushort[] source, bool isChrominance, RequantisationRule rule) =>
        [.. source.Zip(StandardTable(isChrominance, rule.TableQuality, isChrominance ? rule.ChrominancePercent : rule.LuminancePercent), Math.Max)];

    /// <summary>Requantises a level.</summary>
    /// <param name="level">The level at the source's step.</param>
    /// <param name="sourceStep">The source's step.</param>
    /// <param name="targetStep">The target's step, not smaller.</param>
    /// <param name="rounding">What is added before the fraction is cut off, in 1/65536.</param>
    /// <returns>The level at the target's step.</returns>
    public static int Level(int level, int sourceStep, int targetStep, int rounding)
    {
        var reciprocal = ((long)sourceStep << 16) / targetStep;
        return Math.Sign(level) * (int)(((Math.Abs(level) * reciprocal) + rounding) >> 16);
    }

    /// <summary>Requantises an image.</summary>
    /// <param name="source">The image.</param>
    /// <param name="rule">The rule.</param>
    /// <returns>A new image of the same shape. AC levels are held within what baseline can code.</returns>
    public static ReferenceImage Requantise(ReferenceImage source, RequantisationRule rule)
    {
        var components = source.Components.Select((component, index) => Requantise(source, component, index, rule)).ToList();
        return new ReferenceImage
        {
            Width = source.Width,
            Height = source.Height,
            Kind = source.Kind,
            Components = components,
            Segments = source.Segments,
        };
    }

    private static ReferenceComponent Requantise(ReferenceImage source, ReferenceComponent component, int index, RequantisationRule rule)
    {
        var table = component.QuantisationTable!;
        var target = TargetTable(table, source.IsChrominance(index), rule);
        var result = new ReferenceComponent(
            source.Width,
            source.Height,
            component.Id,
            component.Horizontal,
            component.Vertical,
            source.MaxHorizontal,
            source.MaxVertical)
        {
            QuantisationTable = target,
        };
        for (var block = 0; block < component.Coefficients.Length; block++)
        {
            for (var k = 0; k < 64; k++)
            {
                var level = Level(component.Coefficients[block][k], table[k], target[k], k == 0 ? rule.DcRounding : rule.AcRounding);

                // A DC level of any size can be coded, if its neighbours are near: libjpeg shows it.
                result.Coefficients[block][k] = (short)(k == 0 ? level : Math.Clamp(level, -1023, 1023));
            }
        }

        return result;
    }
}
