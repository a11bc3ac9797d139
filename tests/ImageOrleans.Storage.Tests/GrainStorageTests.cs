using ImageOrleans.Storage.Database;
using Orleans.Storage;
using Orleans.TestingHost;

namespace ImageOrleans.Storage.Tests;

/// <summary>Orleans' own ADO.NET grain storage on our schema. Two clusters of one service on one database are two readers of one state.</summary>
public sealed class GrainStorageTests
{
    private static readonly Guid Id = Guid.Parse("5c5e8a8e-4c1c-4a9c-9a5e-0123456789ab");

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task State_is_written_read_and_cleared(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        await using var cluster = await DeployAsync(fixture);
        var grain = cluster.Client.GetGrain<INoteGrain>(Id, "00000001");
        Assert.Null(await grain.Read());

        await grain.Write("first");
        await grain.Write("second");

        Assert.Equal("second", await ReadAnewAsync(fixture, Id, "00000001"));
        Assert.Null(await ReadAnewAsync(fixture, Id, "00000002"));
        Assert.Null(await ReadAnewAsync(fixture, Guid.NewGuid(), "00000001"));

        await grain.Clear();
        Assert.Null(await ReadAnewAsync(fixture, Id, "00000001"));

        await grain.Write("third");
        Assert.Equal("third", await ReadAnewAsync(fixture, Id, "00000001"));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Who_read_an_older_version_cannot_write(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        await using var cluster = await DeployAsync(fixture);
        await using var otherCluster = await DeployAsync(fixture);
        var grain = cluster.Client.GetGrain<INoteGrain>(Id, "1");
        var other = otherCluster.Client.GetGrain<INoteGrain>(Id, "1");
        await grain.Read();
        await other.Write("first");

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Write("second writer of a first state"));
        Assert.Equal("first", await grain.Read());

        await grain.Write("second");
        await Assert.ThrowsAsync<InconsistentStateException>(() => other.Write("stale"));
        Assert.Equal("second", await other.Read());

        await grain.Write("third");
        await Assert.ThrowsAsync<InconsistentStateException>(other.Clear);
        Assert.Equal("third", await ReadAnewAsync(fixture, Id, "1"));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task State_that_was_removed_does_not_come_back(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        await using var cluster = await DeployAsync(fixture);
        var request = Samples.Request();
        await fixture.Requests.SaveAsync(request, outputFile: null, TestContext.Current.CancellationToken);
        var grain = cluster.Client.GetGrain<INoteGrain>(request.Id, "00000999");
        await grain.Write("first");
        await cluster.Client.GetGrain<INoteGrain>(Id, "00000999").Write("other");

        await fixture.Remover.RemoveAsync(request.Id, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Write("again"));
        Assert.Null(await ReadAnewAsync(fixture, request.Id, "00000999"));
        Assert.Equal("other", await ReadAnewAsync(fixture, Id, "00000999"));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Many_grains_may_write_at_once(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        await using var cluster = await DeployAsync(fixture);

        await Task.WhenAll(Enumerable.Range(0, 300).Select(number => cluster.Client.GetGrain<INoteGrain>(Id, $"{number:D8}").Write($"{number}")));

        Assert.Equal("299", await ReadAnewAsync(fixture, Id, "00000299"));
    }

    private static async Task<InProcessTestCluster> DeployAsync(DatabaseFixture fixture)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ServiceId = "storage-tests";
        builder.ConfigureSilo((_, silo) => silo.AddAdoNetGrainStorage("grains", options =>
        {
            options.Invariant = fixture.Database.Invariant;
            options.DataSource = fixture.Database.Writes;
        }));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    private static async Task<string?> ReadAnewAsync(DatabaseFixture fixture, Guid id, string extension)
    {
        await using var cluster = await DeployAsync(fixture);
        return await cluster.Client.GetGrain<INoteGrain>(id, extension).Read();
    }
}
