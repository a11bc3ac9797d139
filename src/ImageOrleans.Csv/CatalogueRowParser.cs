using System.Collections.Immutable;

namespace ImageOrleans.Csv;

/// <summary>Makes a product of the cells of a record.</summary>
internal sealed class CatalogueRowParser(CatalogueColumns columns, char delimiter)
{
    public CatalogueRow Parse(int index, string[] cells)
    {
        var width = columns.Header.Count;
        var fitted = Fit(cells, width);
        var serialNumber = fitted[columns.SerialNumber].Trim();
        var productName = fitted[columns.ProductName].Trim();
        var urls = ImageUrlList.Split(fitted[columns.ImageUrls]);
        return new CatalogueRow
        {
            Index = index,
            Cells = fitted,
            SerialNumber = serialNumber,
            ProductName = productName,
            Urls = urls,
            Error = Check(fitted, serialNumber, productName, urls),
        };
    }

    // At least as many cells as the header has. More only where they can't be made sense of: cells without content at the
    // end are dropped, and URLs that lost their quotes (1,Lamp,https://a,https://b) are put together again.
    private string[] Fit(string[] cells, int width)
    {
        if (cells.Length <= width)
        {
            return cells.Length == width ? cells : [.. cells, .. Enumerable.Repeat("", width - cells.Length)];
        }

        var surplus = cells.AsSpan(width);
        while (!surplus.IsEmpty && string.IsNullOrWhiteSpace(surplus[^1]))
        {
            surplus = surplus[..^1];
        }

        if (surplus.IsEmpty)
        {
            return cells[..width];
        }

        if (columns.ImageUrls == width - 1 && AllUrls(cells.AsSpan(width - 1, surplus.Length + 1)))
        {
            return [.. cells.AsSpan(0, width - 1), string.Join(delimiter, cells.Skip(width - 1).Take(surplus.Length + 1))];
        }

        return cells[..(width + surplus.Length)];
    }

    private bool AllUrls(ReadOnlySpan<string> cells)
    {
        if (delimiter != ',')
        {
            return false;
        }

        foreach (var cell in cells)
        {
            if (!ImageUrlList.StartsWithScheme(cell.AsSpan().TrimStart()))
            {
                return false;
            }
        }

        return true;
    }

    private RowError? Check(string[] cells, string serialNumber, string productName, ImmutableArray<string> urls)
    {
        if (cells.Length > columns.Header.Count)
        {
            return new RowError(
                columns.Header[^1],
                $"The row has {cells.Length} cells, the header {columns.Header.Count}. Perhaps a cell with a '{delimiter}' in it lacks quotes (\").");
        }

        var serialNumberColumn = columns.Header[columns.SerialNumber];
        if (serialNumber.Length == 0)
        {
            return new RowError(serialNumberColumn, $"'{serialNumberColumn}' is empty.");
        }

        if (productName.Length == 0)
        {
            var column = columns.Header[columns.ProductName];
            return new RowError(column, $"'{column}' is empty.");
        }

        if (urls.IsEmpty)
        {
            var column = columns.Header[columns.ImageUrls];
            return new RowError(column, $"'{column}' has no URL.");
        }

        return null;
    }
}
