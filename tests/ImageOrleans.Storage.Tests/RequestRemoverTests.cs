using ImageOrleans.Contracts;
using ImageOrleans.Storage.Database;
using ImageOrleans.Storage.Objects;

namespace ImageOrleans.Storage.Tests;

public sealed class RequestRemoverTests
{
    private static readonly string Shared = ImageAddress.Compute([1], new CompressionSettings());
    private static readonly string Own = ImageAddress.Compute([2], new CompressionSettings());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task All_of_a_request_is_removed_but_the_images_of_others(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        await fixture.Images.StoreAsync(Shared, new byte[1], Cancellation);
        await fixture.Images.StoreAsync(Own, new byte[1], Cancellation);
        var removed = Samples.Request(1, RequestStatus.Succeeded) with { RowCount = 3000 };
        var kept = Samples.Request(2, RequestStatus.Succeeded);
        await fixture.Segments.SaveAsync(removed, [Samples.Product(0, ("https://a/1", Samples.Compressed(Shared)), ("https://a/2", Samples.Compressed(Own)))], Cancellation);
        await fixture.Segments.SaveAsync(removed, [Samples.Product(2999, ("https://a/2", Samples.Compressed(Own)))], Cancellation);
        await fixture.Segments.SaveAsync(kept, [Samples.Product(0, ("https://a/1", Samples.Compressed(Shared)))], Cancellation);
        await using (var writer = fixture.Objects.Create(new RequestFiles(removed.Id).Output))
        {
            await writer.CommitAsync();
        }

        await fixture.Remover.RemoveAsync(removed.Id, Cancellation);
        await fixture.Remover.RemoveAsync(removed.Id, Cancellation);
        Assert.NotNull(await fixture.Requests.FindAsync(removed.Id, Cancellation));
        await fixture.Requests.DeleteAsync(removed.Id, Cancellation);

        Assert.Null(await fixture.Requests.FindAsync(removed.Id, Cancellation));
        Assert.Equal(0, await fixture.Segments.CountAsync(removed.Id, status: null, Cancellation));
        Assert.Null(fixture.Objects.LengthOf(new RequestFiles(removed.Id).Output));
        Assert.Null(fixture.Images.OpenRead(Own));
        await using var shared = fixture.Images.OpenRead(Shared);
        Assert.NotNull(shared);
        Assert.NotNull(await fixture.Requests.FindAsync(kept.Id, Cancellation));
        Assert.Equal(1, await fixture.Segments.CountAsync(kept.Id, status: null, Cancellation));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task An_image_that_a_request_under_way_may_be_using_is_kept(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        await fixture.Images.StoreAsync(Own, new byte[1], Cancellation);
        var removed = Samples.Request(1, RequestStatus.Succeeded);
        await fixture.Segments.SaveAsync(removed, [Samples.Product(0, ("https://a/2", Samples.Compressed(Own)))], Cancellation);
        await fixture.Requests.SaveAsync(Samples.Request(2, RequestStatus.Processing) with { CreatedAt = DateTimeOffset.UtcNow }, outputFile: null, Cancellation);

        await fixture.Remover.RemoveAsync(removed.Id, Cancellation);

        await using var own = fixture.Images.OpenRead(Own);
        Assert.NotNull(own);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_request_cannot_begin_between_the_look_for_others_and_the_removal_of_images(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        await fixture.Images.StoreAsync(Own, new byte[1], Cancellation);
        var removed = Samples.Request(1, RequestStatus.Succeeded);
        await fixture.Segments.SaveAsync(removed, [Samples.Product(0, ("https://a/1", Samples.Compressed(Own)))], Cancellation);
        var wasThereAtTheBeginning = false;
        var begun = new BeginningTime(async () =>
        {
            await fixture.Requests.BeginAsync(Samples.Request(2, RequestStatus.Pending), Cancellation);
            wasThereAtTheBeginning = fixture.Objects.LengthOf($"images/{Own[..2]}/{Own}") is not null;
        });

        await new RequestRemover(fixture.Database, fixture.Objects, fixture.Images, begun).RemoveAsync(removed.Id, Cancellation);
        await begun.Task;

        Assert.False(wasThereAtTheBeginning);
    }

    /// <summary>Starts something the first time it is asked: inside the removal, when no unfinished request was found.</summary>
    private sealed class BeginningTime(Func<Task> begin) : TimeProvider
    {
        public Task Task { get; private set; } = Task.CompletedTask;

        public override DateTimeOffset GetUtcNow()
        {
            if (Task.IsCompleted)
            {
                Task = Task.Run(begin);
            }

            return base.GetUtcNow();
        }
    }
}
