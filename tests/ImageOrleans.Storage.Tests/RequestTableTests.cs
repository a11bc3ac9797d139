using ImageOrleans.Contracts;
using ImageOrleans.Storage.Database;
using Microsoft.Data.Sqlite;

namespace ImageOrleans.Storage.Tests;

public sealed class RequestTableTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task What_is_saved_is_found(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        var request = Samples.Request();

        await fixture.Requests.SaveAsync(request, outputFile: null, Cancellation);

        Assert.Equal(request, await fixture.Requests.FindAsync(request.Id, Cancellation));
        Assert.Null(await fixture.Requests.FindAsync(Guid.NewGuid(), Cancellation));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Saved_again_it_is_replaced(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        var request = Samples.Request();
        await fixture.Requests.SaveAsync(request, outputFile: null, Cancellation);
        var finished = request with
        {
            Status = RequestStatus.PartiallySucceeded,
            StatusReason = null,
            Progress = request.Progress with { RowsDone = 1000 },
            FinishedAt = Samples.Time.AddHours(1),
            HasOutput = true,
        };

        await fixture.Requests.SaveAsync(finished, "requests/1/output.csv", Cancellation);

        Assert.Equal(finished, await fixture.Requests.FindAsync(request.Id, Cancellation));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task The_list_is_newest_first_page_by_page(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        foreach (var number in new[] { 3, 1, 5, 2, 4 })
        {
            var request = Samples.Request(number, number % 2 == 0 ? RequestStatus.Succeeded : RequestStatus.Failed);

            // Two of them in the same millisecond.
            await fixture.Requests.SaveAsync(number == 4 ? request with { CreatedAt = Samples.Request(5).CreatedAt } : request, outputFile: null, Cancellation);
        }

        var seen = new List<RequestSnapshot>();
        RequestCursor? cursor = null;
        for (var page = 0; page < 3; page++)
        {
            var requests = await fixture.Requests.ListAsync(status: null, cursor, limit: 2, Cancellation);
            Assert.Equal(page < 2 ? 2 : 1, requests.Count);
            seen.AddRange(requests);
            cursor = new RequestCursor(requests[^1].CreatedAt, requests[^1].Id);
        }

        Assert.Equal([5, 4, 3, 2, 1], seen.Select(request => BitConverter.ToInt32(request.Id.ToByteArray())));
        Assert.Empty(await fixture.Requests.ListAsync(status: null, cursor, limit: 2, Cancellation));
        Assert.Equal(2, (await fixture.Requests.ListAsync(RequestStatus.Succeeded, after: null, limit: 10, Cancellation)).Count);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Finished_requests_are_listed_in_the_order_of_their_ends_page_by_page(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        foreach (var (number, hour) in new[] { (1, 3), (2, 1), (3, 1), (4, 9), (5, 2) })
        {
            var request = Samples.Request(number, RequestStatus.Succeeded) with { FinishedAt = Samples.Time.AddHours(hour) };
            await fixture.Requests.SaveAsync(request, outputFile: null, Cancellation);
        }

        var seen = new List<FinishedRequest>();
        IReadOnlyList<FinishedRequest> page;
        do
        {
            page = await fixture.Requests.ListFinishedBeforeAsync(Samples.Time.AddHours(9), seen.LastOrDefault(), limit: 1, Cancellation);
            seen.AddRange(page);
        }
        while (page.Count > 0);

        // Two of them at the same time: each comes once.
        Assert.Equal([1, 1, 2, 3], seen.Select(request => (request.FinishedAt - Samples.Time).Hours));
        Assert.Equal(4, seen.DistinctBy(request => request.Id).Count());
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Unfinished_requests_are_listed_oldest_first(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        var statuses = Enum.GetValues<RequestStatus>();
        foreach (var status in statuses)
        {
            await fixture.Requests.SaveAsync(Samples.Request(10 - (int)status, status), outputFile: null, Cancellation);
        }

        var unfinished = await fixture.Requests.ListUnfinishedAsync(Cancellation);

        Assert.Equal([Samples.Request(10 - (int)RequestStatus.Processing).Id, Samples.Request(10 - (int)RequestStatus.Pending).Id], unfinished);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Of_a_removed_request_nothing_stays_in_another_one_with_its_id(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        var removed = Samples.Request(1, RequestStatus.Succeeded);
        await fixture.Requests.SaveAsync(removed, "requests/1/output.csv", Cancellation);
        await fixture.Requests.SaveWebhookStatusAsync(removed.Id, WebhookStatus.Pending, Cancellation);
        await fixture.Requests.MarkDeletedAsync(removed.Id, Samples.Time, Cancellation);
        Assert.True(await fixture.Requests.IsMarkedDeletedAsync(removed.Id, Cancellation));
        var next = removed with
        {
            Status = RequestStatus.Pending,
            FileName = "other.csv",
            Settings = new CompressionSettings(),
            WebhookUrl = null,
            RowCount = 7,
            ImageCount = 8,
            CreatedAt = Samples.Time.AddDays(1),
            Progress = new RequestProgress(),
        };

        await fixture.Requests.BeginAsync(next, Cancellation);

        Assert.Equal(next, await fixture.Requests.FindAsync(removed.Id, Cancellation));
        Assert.False(await fixture.Requests.IsMarkedDeletedAsync(removed.Id, Cancellation));
        Assert.Empty(await fixture.Requests.ListPendingWebhooksAsync(Cancellation));
    }

    [Fact]
    public async Task Who_waits_for_SQLite_does_not_wait_on_the_caller_s_thread()
    {
        await using var fixture = await DatabaseFixture.CreateAsync(DatabaseProvider.Sqlite);
        await using var elsewhere = new SqliteConnection(fixture.Options.ConnectionString);
        await elsewhere.OpenAsync(Cancellation);
        await using var writing = await elsewhere.BeginTransactionAsync(Cancellation);

        // Another process writes: the driver blocks whoever wants to. A caller that is blocked never gets to the commit.
        var save = fixture.Requests.SaveAsync(Samples.Request(), outputFile: null, Cancellation);
        var segment = fixture.Segments.SaveAsync(Samples.Request(), [Samples.Product(0)], Cancellation);
        var removal = fixture.Requests.DeleteAsync(Guid.NewGuid(), Cancellation);
        var opening = fixture.Database.Writes.OpenConnectionAsync(Cancellation).AsTask();
        await writing.CommitAsync(Cancellation);

        // Whoever opened a connection holds the turn until it is closed.
        await (await opening).DisposeAsync();
        await Task.WhenAll(save, segment, removal);
        Assert.NotNull(await fixture.Requests.FindAsync(Samples.Request().Id, Cancellation));
    }
}
