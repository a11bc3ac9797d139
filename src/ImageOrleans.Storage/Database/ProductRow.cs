using ImageOrleans.Contracts;

namespace ImageOrleans.Storage.Database;

/// <summary>A row of <c>product</c> with one of its images, or none.</summary>
internal sealed class ProductRow : ImageRow
{
    public int RowIndex { get; init; }

    public string SerialNumber { get; init; } = "";

    public string Name { get; init; } = "";

    public string ProductStatus { get; init; } = "";

    public string? RowErrorMessage { get; init; }

    public static ProductRecord ToRecord(IEnumerable<ProductRow> rowsOfProduct)
    {
        var rows = rowsOfProduct.ToList();
        var product = rows[0];
        return new ProductRecord
        {
            RowIndex = product.RowIndex,
            SerialNumber = product.SerialNumber,
            Name = product.Name,
            Status = Enum.Parse<ProductStatus>(product.ProductStatus),
            ErrorMessage = product.RowErrorMessage,
            Images =
            [
                .. rows.Where(row => row.Position is not null).Select(row => new ImageRecord
                {
                    Position = row.Position!.Value,
                    InputUrl = row.InputUrl,
                    OutputUrl = row.OutputUrl,
                    Outcome = row.ToOutcome(),
                }),
            ],
        };
    }
}
