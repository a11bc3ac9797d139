namespace ImageOrleans.Csv.Tests;

/// <summary>Looks at the memory of the whole process, so nothing else runs meanwhile.</summary>
[Collection(nameof(CatalogueMemoryTests))]
[CollectionDefinition(nameof(CatalogueMemoryTests), DisableParallelization = true)]
public sealed class CatalogueMemoryTests
{
    [Fact]
    public async Task Two_hundred_thousand_rows_are_scanned_in_flat_memory()
    {
        const int Rows = 200_000;
        var upload = new RepeatedRowsStream(Rows);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var scan = await CatalogueScanner.ScanAsync(upload, Stream.Null, new CatalogueOptions(), Catalogues.Cancellation);

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal(Rows, Assert.IsType<CatalogueIndex>(scan.Index).RowCount);
        Assert.Equal((Rows + 255) / 256, scan.Index.SegmentOffsets.Count);
        Assert.True(upload.BytesRead > 20_000_000, $"{upload.BytesRead} bytes were read.");
        Assert.True(grown < 1_000_000, $"{grown} bytes are held after reading {upload.BytesRead}.");
        Assert.True(upload.PeakMemory - before < 16_000_000, $"{upload.PeakMemory - before} bytes were held at the most.");
    }
}
