using ImageOrleans.Contracts;
using ImageOrleans.Storage.Database;

namespace ImageOrleans.Storage.Tests;

public sealed class SegmentTablesTests
{
    private static readonly RequestSnapshot Request = Samples.Request();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_segment_reads_back_as_it_was_written(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        ProductRecord[] products =
        [
            Samples.Product(0, ("https://a/1.jpg", Samples.Compressed()), ("https://a/2.jpg", Samples.Failed())),
            Samples.Product(1, ("https://a/3.jpg", Samples.Compressed() with { Status = ImageStatus.KeptOriginal, Format = ImageFormat.Png })),
            Samples.Product(2) with { Status = ProductStatus.Failed, ErrorMessage = "'S. No.' is 'x', which is no whole number." },
        ];

        await fixture.Segments.SaveAsync(Request, products, Cancellation);

        var read = await fixture.Segments.ListAsync(Request.Id, status: null, offset: 0, limit: 10, Cancellation);
        Assert.Equivalent(products, read, strict: true);
        Assert.Equal(Request, await fixture.Requests.FindAsync(Request.Id, Cancellation));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_segment_written_again_is_replaced(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        ProductRecord[] other = [Samples.Product(2, ("https://a/9.jpg", Samples.Compressed()))];
        ProductRecord[] before = [Samples.Product(0, ("https://a/1.jpg", Samples.Failed())), Samples.Product(1, ("https://a/2.jpg", Samples.Failed()))];
        ProductRecord[] after = [Samples.Product(0, ("https://a/1.jpg", Samples.Compressed())), Samples.Product(1, ("https://a/2.jpg", Samples.Compressed()))];
        await fixture.Segments.SaveAsync(Request, other, Cancellation);
        await fixture.Segments.SaveAsync(Request, before, Cancellation);

        await fixture.Segments.SaveAsync(Request, after, Cancellation);

        Assert.Equivalent(after.Concat(other), await fixture.Segments.ListAsync(Request.Id, status: null, offset: 0, limit: 10, Cancellation), strict: true);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Rows_are_listed_by_status_and_page(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        var products = Enumerable.Range(0, 256).Select(row => (row % 4) switch
        {
            0 => Samples.Product(row, ("https://a/1.jpg", Samples.Failed())),
            1 => Samples.Product(row, ("https://a/2.jpg", Samples.Failed()), ("https://a/3.jpg", Samples.Compressed())),
            _ => Samples.Product(row, ("https://a/4.jpg", Samples.Compressed()), ("https://a/5.jpg", Samples.Compressed())),
        }).ToArray();
        await fixture.Segments.SaveAsync(Request, products, Cancellation);

        var failed = await fixture.Segments.ListAsync(Request.Id, ProductStatus.Failed, offset: 2, limit: 3, Cancellation);
        var succeeded = await fixture.Segments.ListAsync(Request.Id, ProductStatus.Succeeded, offset: 0, limit: 3, Cancellation);
        var unsuccessful = await fixture.Segments.ListUnsuccessfulAsync(Request.Id, fromRow: 4, limit: 3, Cancellation);

        Assert.Equal([8, 12, 16], failed.Select(row => row.RowIndex));
        Assert.Equal([2, 3, 6], succeeded.Select(row => row.RowIndex));
        Assert.All(succeeded, row => Assert.Equal(2, row.Images.Count));
        Assert.Equal([4, 5, 8], unsuccessful.Select(row => row.RowIndex));
        Assert.Equal(64, await fixture.Segments.CountAsync(Request.Id, ProductStatus.PartiallySucceeded, Cancellation));
        Assert.Equal(256, await fixture.Segments.CountAsync(Request.Id, status: null, Cancellation));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Rows_and_images_are_summed_up_with_or_without_segments(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        ProductRecord[] products =
        [
            Samples.Product(0, ("https://a/1.jpg", Samples.Compressed()), ("https://a/2.jpg", Samples.Failed())),
            Samples.Product(1, ("https://a/3.jpg", Samples.Compressed() with { Status = ImageStatus.KeptOriginal, BytesOut = 1000 })),
            Samples.Product(2) with { Status = ProductStatus.Failed },
            Samples.Product(3, ("https://a/4.jpg", Samples.Compressed())),
        ];
        await fixture.Segments.SaveAsync(Request, products, Cancellation);
        await fixture.Segments.SaveAsync(Samples.Request(2), [Samples.Product(0, ("https://a/1.jpg", Samples.Compressed()))], Cancellation);

        var all = await fixture.Segments.SumAsync(Request.Id, withoutSegments: [], rowsPerSegment: 1, Cancellation);
        var some = await fixture.Segments.SumAsync(Request.Id, withoutSegments: [3, 7], rowsPerSegment: 1, Cancellation);

        Assert.Equal(
            new RequestProgress { RowsDone = 4, RowsFailed = 2, ImagesCompressed = 2, ImagesKept = 1, ImagesFailed = 1, BytesIn = 3000, BytesOut = 1800 },
            all);
        Assert.Equal(
            new RequestProgress { RowsDone = 3, RowsFailed = 2, ImagesCompressed = 1, ImagesKept = 1, ImagesFailed = 1, BytesIn = 2000, BytesOut = 1400 },
            some);
        Assert.Equal(some, await fixture.Segments.SumAsync(Request.Id, withoutSegments: [1], rowsPerSegment: 3, Cancellation));
        Assert.Equal(new RequestProgress(), await fixture.Segments.SumAsync(Guid.NewGuid(), withoutSegments: [], rowsPerSegment: 256, Cancellation));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Rows_between_those_that_are_written_again_stay(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        var before = Enumerable.Range(0, 6).Select(row => Samples.Product(row, ("https://a/1.jpg", Samples.Failed()))).ToArray();
        var after = new[] { 0, 3, 4 }.Select(row => Samples.Product(row, ("https://a/1.jpg", Samples.Compressed()))).ToArray();
        await fixture.Segments.SaveAsync(Request, before, Cancellation);

        await fixture.Segments.SaveAsync(Request, after, Cancellation);

        var read = await fixture.Segments.ListAsync(Request.Id, status: null, offset: 0, limit: 10, Cancellation);
        Assert.Equivalent(new[] { after[0], before[1], before[2], after[1], after[2], before[5] }, read, strict: true);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task What_a_request_knows_of_a_url_is_found(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        ProductRecord[] first = [Samples.Product(0, ("https://a/1.jpg", Samples.Compressed()), ("https://a/1.jpg", Samples.Compressed()), ("https://a/2.jpg", Samples.Failed()))];
        ProductRecord[] second = [Samples.Product(256, ("https://a/1.jpg", Samples.Compressed()))];
        await fixture.Segments.SaveAsync(Request, first, Cancellation);
        await fixture.Segments.SaveAsync(Request, second, Cancellation);
        await fixture.Segments.SaveAsync(Samples.Request(2), [Samples.Product(0, ("https://a/3.jpg", Samples.Compressed()))], Cancellation);
        string[] urls = ["https://a/1.jpg", "https://a/2.jpg", "https://a/3.jpg", "https://a/4.jpg"];

        var known = await fixture.Segments.FindKnownAsync(Request.Id, urls, withFailures: true, Cancellation);
        var succeeded = await fixture.Segments.FindKnownAsync(Request.Id, urls, withFailures: false, Cancellation);

        Assert.Equal(2, known.Count);
        Assert.Equal(Samples.Compressed(), known["https://a/1.jpg"]);
        Assert.Equal(Samples.Failed(), known["https://a/2.jpg"]);
        Assert.Equal(["https://a/1.jpg"], succeeded.Keys);
        Assert.Empty(await fixture.Segments.FindKnownAsync(Request.Id, [], withFailures: true, Cancellation));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Many_may_write_and_read_at_once(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        var outcome = Samples.Compressed();

        await Task.WhenAll(Enumerable.Range(1, 40).Select(async number =>
        {
            var request = Samples.Request(number);
            await Task.Yield();
            for (var segment = 0; segment < 3; segment++)
            {
                await fixture.Segments.SaveAsync(request, [Samples.Product(segment, ("https://a/1.jpg", outcome))], Cancellation);
                Assert.Equal(segment + 1, await fixture.Segments.CountAsync(request.Id, status: null, Cancellation));
            }
        }));

        Assert.Equal(40, (await fixture.Requests.ListAsync(status: null, after: null, limit: 100, Cancellation)).Count);
    }
}
