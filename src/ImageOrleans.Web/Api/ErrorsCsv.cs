using System.Globalization;
using CsvHelper;
using ImageOrleans.Contracts;
using ImageOrleans.Csv;
using ImageOrleans.Storage.Database;

namespace ImageOrleans.Web.Api;

/// <summary>The images of a request that failed, as CSV: read from the tables piece by piece while it is sent.</summary>
internal static class ErrorsCsv
{
    private const int RowsAtOnce = 256;

    private static readonly string[] Header =
    [
        "Row", CatalogueColumnNames.SerialNumber, CatalogueColumnNames.ProductName, "Image", "Input Image Url", "Error Code", "Error",
    ];

    public static async Task WriteAsync(
        Stream stream, Guid requestId, SegmentTables segments, CancellationToken cancellationToken)
    {
        var csv = CsvWriter.Create(stream, new CsvWriterOptions { Quoting = CsvQuoting.WhenNeededOrWhitespace }, leaveOpen: true);
        await using (csv.ConfigureAwait(false))
        {
            await csv.WriteRecordAsync(Header, cancellationToken);
            for (var next = 0; ;)
            {
                var rows = await segments.ListUnsuccessfulAsync(requestId, next, RowsAtOnce, cancellationToken);
                foreach (var record in rows.SelectMany(RecordsOf))
                {
                    await csv.WriteRecordAsync(record, cancellationToken);
                }

                if (rows.Count < RowsAtOnce)
                {
                    return;
                }

                next = rows[^1].RowIndex + 1;
            }
        }
    }

    private static IEnumerable<string[]> RecordsOf(ProductRecord product)
    {
        var failed = product.Images.Where(image => image.Outcome.Failure is not null).ToList();
        if (failed.Count == 0)
        {
            yield return RecordOf(product, "", "", FailureCodes.InvalidRow, product.ErrorMessage ?? "");
        }

        foreach (var image in failed)
        {
            yield return RecordOf(
                product,
                (image.Position + 1).ToString(CultureInfo.InvariantCulture),
                image.InputUrl,
                image.Outcome.Failure!.Code,
                image.Outcome.Failure.Message);
        }
    }

    private static string[] RecordOf(ProductRecord product, string image, string url, string code, string message)
    {
        var row = (product.RowIndex + 1).ToString(CultureInfo.InvariantCulture);
        return [row, product.SerialNumber, product.Name, image, url, code, message];
    }
}
