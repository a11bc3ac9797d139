namespace ImageOrleans.Jpeg.TestSupport.Reference;

/// <summary>Compares images coefficient by coefficient.</summary>
public static class ReferenceComparison
{
    /// <summary>Finds the first difference in shape, tables and coefficients. What only fills up MCUs does not count.</summary>
    /// <param name="expected">One image.</param>
    /// <param name="actual">The other.</param>
    /// <returns>What differs, or null.</returns>
    public static string? FirstDifference(ReferenceImage expected, ReferenceImage actual)
    {
        if ((expected.Width, expected.Height, expected.Components.Count) != (actual.Width, actual.Height, actual.Components.Count))
        {
            return $"{expected.Width}x{expected.Height}x{expected.Components.Count} has become "
                + $"{actual.Width}x{actual.Height}x{actual.Components.Count}";
        }

        return expected.Components.Select((component, i) => FirstDifference(i, component, actual.Components[i]))
            .FirstOrDefault(difference => difference is not null);
    }

    private static string? FirstDifference(int index, ReferenceComponent expected, ReferenceComponent actual)
    {
        // Factors of a single component mean nothing: only its blocks count.
        if ((expected.BlocksWide, expected.BlocksHigh) != (actual.BlocksWide, actual.BlocksHigh))
        {
            return $"component {index}: {expected.BlocksWide}x{expected.BlocksHigh} blocks have become {actual.BlocksWide}x{actual.BlocksHigh}";
        }

        for (var k = 0; k < 64; k++)
        {
            if (expected.QuantisationTable![k] != actual.QuantisationTable![k])
            {
                return $"component {index}: step {k} is {actual.QuantisationTable[k]}, not {expected.QuantisationTable[k]}";
            }
        }

        for (var row = 0; row < expected.BlocksHigh; row++)
        {
            for (var column = 0; column < expected.BlocksWide; column++)
            {
                var (one, other) = (expected.Block(row, column), actual.Block(row, column));
                var k = one.AsSpan().CommonPrefixLength(other);
                if (k < 64)
                {
                    return $"component {index}, row {row}, column {column}: coefficient {k} is {other[k]}, not {one[k]}";
                }
            }
        }

        return null;
    }
}
