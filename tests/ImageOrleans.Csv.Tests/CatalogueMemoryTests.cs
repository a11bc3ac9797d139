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
        const int Rounds = 4;
        var scans = new List<CatalogueScan>();
        var grown = new List<long>();
        for (var round = 0; round < Rounds; round++)
        {
            var upload = new RepeatedRowsStream(Rows);
            var before = GC.GetTotalMemory(forceFullCollection: true);

            scans.Add(await CatalogueScanner.ScanAsync(upload, Stream.Null, new CatalogueOptions(), Catalogues.Cancellation));

            grown.Add(GC.GetTotalMemory(forceFullCollection: true) - before);
            Assert.Equal(Rows, Assert.IsType<CatalogueIndex>(scans[^1].Index).RowCount);
            Assert.Equal((Rows + 255) / 256, scans[^1].Index!.SegmentOffsets.Count);
            Assert.True(upload.BytesRead > 20_000_000, $"{upload.BytesRead} bytes were read.");
            Assert.True(upload.PeakMemory - before < 16_000_000, $"{upload.PeakMemory - before} bytes were held at the most.");
        }

        // What a scan holds it holds each time. Pools of arrays, which are the process', grow in some rounds, a little for each thread.
        Assert.True(grown.Min() < 1_000_000, $"{string.Join(", ", grown)} bytes were held after the scans.");
    }
}
