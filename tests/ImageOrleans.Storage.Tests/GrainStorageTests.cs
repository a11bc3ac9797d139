using ImageOrleans.Storage.Database;
using Orleans.Storage;

namespace ImageOrleans.Storage.Tests;

/// <summary>State that grains keep in our schema, with two clusters that read and write it.</summary>
public sealed class GrainStorageTests
{
    private readonly Guid _id = Guid.NewGuid();

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task State_is_written_read_and_cleared(DatabaseProvider provider)
    {
        var silos = await NoteSilos.ShareAsync(provider);
        var grain = silos.Client.GetGrain<INoteGrain>(_id, "00000001");
        Assert.Null(await grain.Read());

        await grain.Write("first");
        await grain.Write("second");

        Assert.Equal("second", await ReadAnewAsync(silos, _id, "00000001"));
        Assert.Null(await ReadAnewAsync(silos, _id, "00000002"));
        Assert.Null(await ReadAnewAsync(silos, Guid.NewGuid(), "00000001"));

        await grain.Clear();
        Assert.Null(await ReadAnewAsync(silos, _id, "00000001"));

        await grain.Write("third");
        Assert.Equal("third", await ReadAnewAsync(silos, _id, "00000001"));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Who_read_an_older_version_cannot_write(DatabaseProvider provider)
    {
        var silos = await NoteSilos.ShareAsync(provider);
        var grain = silos.Client.GetGrain<INoteGrain>(_id, "1");
        var other = silos.OtherClient.GetGrain<INoteGrain>(_id, "1");
        await grain.Read();
        await other.Write("first");

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Write("second writer of a first state"));
        Assert.Equal("first", await grain.Read());

        await grain.Write("second");
        await Assert.ThrowsAsync<InconsistentStateException>(() => other.Write("stale"));
        Assert.Equal("second", await other.Read());

        await grain.Write("third");
        await Assert.ThrowsAsync<InconsistentStateException>(other.Clear);
        Assert.Equal("third", await ReadAnewAsync(silos, _id, "1"));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task State_that_was_removed_does_not_come_back(DatabaseProvider provider)
    {
        var silos = await NoteSilos.ShareAsync(provider);
        var request = Samples.Request() with { Id = _id };
        var another = Guid.NewGuid();
        await silos.Data.Requests.SaveAsync(request, outputFile: null, TestContext.Current.CancellationToken);
        var grain = silos.Client.GetGrain<INoteGrain>(request.Id, "00000999");
        await grain.Write("first");
        await silos.Client.GetGrain<INoteGrain>(another, "00000999").Write("other");

        await silos.Data.Remover.RemoveAsync(request.Id, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Write("again"));
        Assert.Null(await ReadAnewAsync(silos, request.Id, "00000999"));
        Assert.Equal("other", await ReadAnewAsync(silos, another, "00000999"));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Many_grains_may_write_at_once(DatabaseProvider provider)
    {
        var silos = await NoteSilos.ShareAsync(provider);

        await Task.WhenAll(Enumerable.Range(0, 300).Select(number => silos.Client.GetGrain<INoteGrain>(_id, $"{number:D8}").Write($"{number}")));

        Assert.Equal("299", await ReadAnewAsync(silos, _id, "00000299"));
    }

    private static Task<string?> ReadAnewAsync(NoteSilos silos, Guid id, string extension) =>
        silos.OtherClient.GetGrain<INoteGrain>(id, extension).ReadAnew();
}
