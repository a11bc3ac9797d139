using System.Collections.Immutable;
using ImageOrleans.Contracts;
using ImageOrleans.Csv;
using ImageOrleans.Storage.Database;

namespace ImageOrleans.Grains.Requests;

/// <summary>Makes table rows of the rows of a segment that are done.</summary>
internal static class SegmentProducts
{
    public static IReadOnlyList<ProductRecord> Of(OpenSegment segment, string publicBaseUrl) =>
        [.. segment.Done.Select(row => Of(row.Row, row.Outcomes, publicBaseUrl))];

    private static ProductRecord Of(CatalogueRow row, ImmutableArray<ImageOutcome> outcomes, string publicBaseUrl)
    {
        var failed = outcomes.Count(outcome => outcome.Status == ImageStatus.Failed);
        return new ProductRecord
        {
            RowIndex = row.Index,
            SerialNumber = row.SerialNumber,
            Name = row.ProductName,
            Status = row.Error is not null || failed == outcomes.Length ? ProductStatus.Failed
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
