using System.Text;

namespace ImageOrleans.Csv;

/// <summary>Where the columns that matter stand in a header.</summary>
internal sealed class CatalogueColumns
{
    private static readonly string[] Needed =
        [CatalogueColumnNames.SerialNumber, CatalogueColumnNames.ProductName, CatalogueColumnNames.ImageUrls];

    private CatalogueColumns(IReadOnlyList<string> header, int serialNumber, int productName, int imageUrls)
    {
        Header = header;
        SerialNumber = serialNumber;
        ProductName = productName;
        ImageUrls = imageUrls;
    }

    public IReadOnlyList<string> Header { get; }

    public int SerialNumber { get; }

    public int ProductName { get; }

    public int ImageUrls { get; }

    /// <summary>How many of the needed columns a header has: what tells the right delimiter from the others.</summary>
    public static int CountKnown(IReadOnlyList<string> header)
    {
        var names = header.Select(Normalize).ToHashSet(StringComparer.Ordinal);
        return Needed.Count(name => names.Contains(Normalize(name)));
    }

    public static CatalogueColumns Find(IReadOnlyList<string> header)
    {
        var normalized = header.Select(Normalize).ToArray();
        var missing = new List<string>();
        var serialNumber = IndexOf(CatalogueColumnNames.SerialNumber);
        var productName = IndexOf(CatalogueColumnNames.ProductName);
        var imageUrls = IndexOf(CatalogueColumnNames.ImageUrls);
        if (missing.Count > 0)
        {
            throw new CatalogueException(new CatalogueRefusal(
                CatalogueRefusalCodes.MissingColumn,
                $"The header lacks the column{(missing.Count == 1 ? "" : "s")} {Quote(missing)}; it has {Describe(header)}. "
                + $"A catalogue needs {Quote(Needed)}.",
                Row: 0,
                Column: missing[0]));
        }

        var output = Array.IndexOf(normalized, Normalize(CatalogueColumnNames.OutputUrls));
        if (output >= 0)
        {
            throw new CatalogueException(new CatalogueRefusal(
                CatalogueRefusalCodes.OutputColumnPresent,
                $"The header has the column '{header[output]}' already (column {output + 1}), which the result will add. Remove or rename it.",
                Row: 0,
                Column: header[output]));
        }

        return new CatalogueColumns(header, serialNumber, productName, imageUrls);

        int IndexOf(string name)
        {
            var first = Array.IndexOf(normalized, Normalize(name));
            if (first < 0)
            {
                missing.Add(name);
                return first;
            }

            var second = Array.IndexOf(normalized, Normalize(name), first + 1);
            if (second >= 0)
            {
                throw new CatalogueException(new CatalogueRefusal(
                    CatalogueRefusalCodes.DuplicateColumn,
                    $"The header has the column '{name}' twice (columns {first + 1} and {second + 1}).",
                    Row: 0,
                    Column: name));
            }

            return first;
        }
    }

    private static string Normalize(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (!char.IsWhiteSpace(character))
            {
                text.Append(char.ToUpperInvariant(character));
            }
        }

        return text.ToString();
    }

    private static string Describe(IReadOnlyList<string> header)
    {
        const int Shown = 12;
        var names = Quote(header.Take(Shown).Select(name => name.Length > 40 ? name[..40] + "…" : name));
        return header.Count > Shown ? $"{names} and {header.Count - Shown} more" : names;
    }

    private static string Quote(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
