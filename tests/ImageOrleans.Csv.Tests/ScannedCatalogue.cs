using System.Text;

namespace ImageOrleans.Csv.Tests;

internal sealed record ScannedCatalogue(CatalogueScan Scan, MemoryStream Copy, CatalogueOptions Options)
{
    public CatalogueIndex Index
    {
        get
        {
            Assert.Null(Scan.Refusal);
            return Assert.IsType<CatalogueIndex>(Scan.Index);
        }
    }

    public Task<IReadOnlyList<CatalogueRow>> ReadAsync(int segment) =>
        CatalogueSegmentReader.ReadAsync(Copy, Index, segment, Options, Catalogues.Cancellation);

    public async Task<List<CatalogueRow>> ReadAllAsync()
    {
        var rows = new List<CatalogueRow>();
        for (var segment = 0; segment < Index.SegmentOffsets.Count; segment++)
        {
            rows.AddRange(await ReadAsync(segment));
        }

        return rows;
    }

    /// <summary>The result with <c>out:</c> and the input URL for each output URL.</summary>
    public async Task<string> WriteAsync()
    {
        var output = new MemoryStream();
        await CatalogueWriter.WriteHeaderAsync(output, Index, Catalogues.Cancellation);
        for (var segment = 0; segment < Index.SegmentOffsets.Count; segment++)
        {
            await using var writer = CatalogueWriter.ForRows(output, Index);
            foreach (var row in await ReadAsync(segment))
            {
                await writer.WriteRowAsync(row, row.Urls.Select(url => row.Error is null ? $"out:{url}" : null), Catalogues.Cancellation);
            }
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }
}
