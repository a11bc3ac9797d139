using Dapper;
using ImageOrleans.Contracts;
using ImageOrleans.Storage.Database;
using ImageOrleans.Storage.Objects;

namespace ImageOrleans.Storage.Tests;

public sealed class StorageSweeperTests
{
    private static readonly string Needed = ImageAddress.Compute([1], new CompressionSettings());
    private static readonly string Unneeded = ImageAddress.Compute([2], new CompressionSettings());
    private static readonly string Fresh = ImageAddress.Compute([3], new CompressionSettings());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Images_that_no_request_has_are_removed_unless_they_are_fresh(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        await StoreAsync(fixture, DateTime.UtcNow.AddHours(-2), Needed, Unneeded);
        await StoreAsync(fixture, DateTime.UtcNow, Fresh);
        await fixture.Segments.SaveAsync(Samples.Request(1, RequestStatus.Succeeded), [Samples.Product(0, ("https://a/1", Samples.Compressed(Needed)))], Cancellation);

        var removed = await SweeperOf(fixture).RemoveUnusedImagesAsync(Cancellation);

        Assert.Equal(1, removed);
        Assert.Equal([true, false, true], new[] { Needed, Unneeded, Fresh }.Select(address => IsStored(fixture, address)));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task What_a_request_under_way_may_be_using_stays_until_it_is_finished(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        await StoreAsync(fixture, DateTime.UtcNow.AddHours(-2), Unneeded);
        var request = Samples.Request(1, RequestStatus.Processing) with { CreatedAt = DateTimeOffset.UtcNow.AddHours(-3) };
        await fixture.Requests.SaveAsync(request, outputFile: null, Cancellation);

        var before = await SweeperOf(fixture).RemoveUnusedImagesAsync(Cancellation);
        await fixture.Requests.SaveAsync(request with { Status = RequestStatus.Succeeded }, outputFile: null, Cancellation);
        var after = await SweeperOf(fixture).RemoveUnusedImagesAsync(Cancellation);

        Assert.Equal((0, 1), (before, after));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task State_of_products_whose_request_is_gone_is_removed(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        var (there, gone, alsoGone) = (Samples.Request(1), Guid.NewGuid(), Guid.NewGuid());
        await fixture.Requests.SaveAsync(there, outputFile: null, Cancellation);
        foreach (var (id, type) in new[] { (there.Id, "product"), (there.Id, "request"), (gone, "product"), (gone, "webhook"), (alsoGone, "product") })
        {
            await InsertStateAsync(fixture, id, type, 0, "{}");
        }

        var removed = await SweeperOf(fixture).RemoveOrphanedStateAsync(Cancellation);

        Assert.Equal(3, removed);
        Assert.Equal(2, await CountStatesAsync(fixture));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_request_that_is_removed_under_way_takes_along_what_only_its_products_know(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        await StoreAsync(fixture, DateTime.UtcNow, Needed, Unneeded, Fresh);
        var (removed, kept) = (Samples.Request(1), Samples.Request(2, RequestStatus.Succeeded));
        await fixture.Segments.SaveAsync(kept, [Samples.Product(0, ("https://a/1", Samples.Compressed(Needed)))], Cancellation);
        await fixture.Segments.SaveAsync(removed, [Samples.Product(0, ("https://a/2", Samples.Compressed(Fresh)))], Cancellation);
        await InsertStateAsync(fixture, removed.Id, "product", 1, $$"""{"outcomes":[{"imageHash":"{{Needed}}"},{"status":"Failed"},{"imageHash":"{{Unneeded}}"}]}""");
        await InsertStateAsync(fixture, removed.Id, "product", 2, "damaged");

        await fixture.Remover.RemoveAsync(removed.Id, Cancellation);

        Assert.Equal([true, false, false], new[] { Needed, Unneeded, Fresh }.Select(address => IsStored(fixture, address)));
        Assert.Equal(0, await CountStatesAsync(fixture));
    }

    private static StorageSweeper SweeperOf(DatabaseFixture fixture) => new(fixture.Database, fixture.Images, TimeProvider.System);

    private static async Task StoreAsync(DatabaseFixture fixture, DateTime time, params string[] addresses)
    {
        foreach (var address in addresses)
        {
            await fixture.Images.StoreAsync(address, new byte[1], Cancellation);
            File.SetLastWriteTimeUtc(fixture.Objects.PathOf($"images/{address[..2]}/{address}"), time);
        }
    }

    private static bool IsStored(DatabaseFixture fixture, string address) => fixture.Objects.LengthOf($"images/{address[..2]}/{address}") is not null;

    private static async Task InsertStateAsync(DatabaseFixture fixture, Guid id, string type, int row, string payload)
    {
        var key = id.ToByteArray();
        await using var connection = await fixture.Database.Writes.OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(
            $"""
            INSERT INTO OrleansStorage (GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version)
            VALUES (@n0, @n1, @type, @extension, 'tests', @payload, '2026-01-01', 1)
            """,
            new
            {
                n0 = BitConverter.ToInt64(key, 0),
                n1 = BitConverter.ToInt64(key, 8),
                type,
                extension = type == "product" ? ProductKey.Extension(row) : "",
                payload = System.Text.Encoding.UTF8.GetBytes(payload),
            });
    }

    private static async Task<long> CountStatesAsync(DatabaseFixture fixture)
    {
        await using var connection = await fixture.Database.Reads.OpenConnectionAsync(Cancellation);
        return await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM OrleansStorage");
    }
}
