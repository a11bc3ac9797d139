using ImageOrleans.Contracts;
using ImageOrleans.Csv;
using ImageOrleans.Storage.Database;

namespace ImageOrleans.Grains.Requests;

/// <summary>Makes table rows of a finished segment.</summary>
internal static class SegmentProducts
{
    public static IReadOnlyList<ProductRecord> Of(OpenSegment segment, string publicBaseUrl)
    {
        var products = new ProductRecord[segment.Rows.Count];
        for (var i = 0; i < products.Length; i++)
        {
            products[i] = Of(segment.Rows[i], segment.OutcomesOf(i), publicBaseUrl);
        }

        return products;
    }

    private static ProductRecord Of(CatalogueRow row, IReadOnlyList<ImageOutcome> outcomes, string publicBaseUrl)
    {
        var failed = outcomes.Count(outcome => outcome.Status == ImageStatus.Failed);
        return new ProductRecord
        {
            RowIndex = row.Index,
            SerialNumber = row.SerialNumber,
            Name = row.ProductName,
            Status = row.Error is not null || failed == outcomes.Count ? ProductStatus.Failed
                : failed > 0 ? ProductStatus.PartiallySucceeded
                : ProductStatus.Succeeded,
            ErrorMessage = row.Error?.Message,
            Images =
            [
                .. outcomes.Select((outcome, position) => new ImageRecord
                {
                    Position = position,
                    InputUrl = row.Urls[position],
                    OutputUrl = OutputImageUrl.Of(publicBaseUrl, outcome, row.SerialNumber, row.ProductName, position),
                    Outcome = outcome,
                }),
            ],
        };
    }
}
