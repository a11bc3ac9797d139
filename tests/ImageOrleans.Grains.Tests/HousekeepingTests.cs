using Dapper;
using ImageOrleans.Contracts;
using ImageOrleans.Grains.Housekeeping;
using ImageOrleans.Storage.Database;
using ImageOrleans.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ImageOrleans.Grains.Tests;

public sealed class HousekeepingTests
{
    private const string Header = "S. No.,Product Name,Input Image Urls\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Requests_that_are_kept_long_enough_are_removed_with_all_that_is_theirs(DatabaseProvider provider)
    {
        await using var data = await CatalogueData.CreateAsync(provider);
        await using var cluster = await CatalogueCluster.StartAsync(data, silos: 1, ("Retention:Days", "30"));
        await using var origin = await LoopbackOrigin.StartAsync();
        var (old, young) = (Guid.NewGuid(), Guid.NewGuid());
        await cluster.ProcessAsync(old, $"{Header}1,Lamp,{origin.Serve("/lamp.jpg", TestImages.Jpeg(1))}\n");
        await cluster.ProcessAsync(young, $"{Header}1,Chair,{origin.Serve("/chair.jpg", TestImages.Jpeg(2))}\n");
        await SetFinishedAsync(cluster, old, DateTimeOffset.UtcNow.AddDays(-31));
        await SetFinishedAsync(cluster, young, DateTimeOffset.UtcNow.AddDays(-29));

        await cluster.Client.GetGrain<IHousekeepingGrain>(0).Tidy();

        var database = cluster.Services.GetRequiredService<CatalogueDatabase>();
        await Eventually.HoldsAsync(async () => await CountAsync(database, "SELECT count(*) FROM csv_request") == 1, Cancellation);
        Assert.NotNull(await cluster.Services.GetRequiredService<RequestTable>().FindAsync(young, Cancellation));
        Assert.Equal(2, await CountAsync(database, "SELECT count(*) FROM OrleansStorage"));
        Assert.False(Directory.Exists(data.PathOf($"requests/{old:D}")));
        Assert.Single(Directory.GetFiles(data.PathOf("images"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_request_with_damaged_state_does_not_keep_the_others()
    {
        await using var data = await CatalogueData.CreateAsync();
        var (damaged, old) = (Guid.NewGuid(), Guid.NewGuid());
        await using (var cluster = await CatalogueCluster.StartAsync(data))
        {
            await using var origin = await LoopbackOrigin.StartAsync();
            await cluster.ProcessAsync(damaged, $"{Header}1,Lamp,{origin.Serve("/lamp.jpg", TestImages.Jpeg(1))}\n");
            await cluster.ProcessAsync(old, $"{Header}1,Chair,{origin.Serve("/chair.jpg", TestImages.Jpeg(2))}\n");
            await SetFinishedAsync(cluster, damaged, DateTimeOffset.UtcNow.AddDays(-32));
            await SetFinishedAsync(cluster, old, DateTimeOffset.UtcNow.AddDays(-31));
        }

        await using var next = await CatalogueCluster.StartAsync(data, silos: 1, ("Retention:Days", "30"));
        var database = next.Services.GetRequiredService<CatalogueDatabase>();
        await DamageAsync(database, damaged);

        await next.Client.GetGrain<IHousekeepingGrain>(0).Tidy();

        await Eventually.HoldsAsync(async () => await CountAsync(database, "SELECT count(*) FROM csv_request") == 1, Cancellation);
        Assert.NotNull(await next.Services.GetRequiredService<RequestTable>().FindAsync(damaged, Cancellation));
    }

    [Fact]
    public async Task A_request_without_state_is_removed_too()
    {
        await using var data = await CatalogueData.CreateAsync();
        var id = Guid.NewGuid();
        await using (var cluster = await CatalogueCluster.StartAsync(data))
        {
            await using var origin = await LoopbackOrigin.StartAsync();
            await cluster.ProcessAsync(id, $"{Header}1,Lamp,{origin.Serve("/lamp.jpg", TestImages.Jpeg(1))}\n");
            await SetFinishedAsync(cluster, id, DateTimeOffset.UtcNow.AddDays(-31));
        }

        await using var next = await CatalogueCluster.StartAsync(data, silos: 1, ("Retention:Days", "30"));
        await using (var connection = await next.Services.GetRequiredService<CatalogueDatabase>().Writes.OpenConnectionAsync(Cancellation))
        {
            await connection.ExecuteAsync("DELETE FROM OrleansStorage WHERE GrainTypeString = 'request'");
        }

        Assert.Equal(1, await next.Services.GetRequiredService<Housekeeper>().RemoveOldRequestsAsync(Cancellation));

        Assert.Null(await next.Services.GetRequiredService<RequestTable>().FindAsync(id, Cancellation));
        Assert.False(Directory.Exists(data.PathOf($"requests/{id:D}")));
    }

    [Fact]
    public async Task Unless_it_is_asked_for_nothing_is_removed()
    {
        await using var data = await CatalogueData.CreateAsync();
        await using var cluster = await CatalogueCluster.StartAsync(data);
        await using var origin = await LoopbackOrigin.StartAsync();
        var id = Guid.NewGuid();
        await cluster.ProcessAsync(id, $"{Header}1,Lamp,{origin.Serve("/lamp.jpg", TestImages.Jpeg(1))}\n");
        await SetFinishedAsync(cluster, id, DateTimeOffset.UtcNow.AddYears(-10));
        var housekeeper = cluster.Services.GetRequiredService<Housekeeper>();

        Assert.Equal(0, await housekeeper.RemoveOldRequestsAsync(Cancellation));
        await housekeeper.SweepAsync(Cancellation);

        Assert.NotNull(await cluster.Services.GetRequiredService<RequestTable>().FindAsync(id, Cancellation));
        Assert.Single(Directory.GetFiles(data.PathOf("images"), "*", SearchOption.AllDirectories));
    }

    private static async Task SetFinishedAsync(CatalogueCluster cluster, Guid id, DateTimeOffset time)
    {
        var table = cluster.Services.GetRequiredService<RequestTable>();
        var request = await cluster.WaitForEndAsync(id);
        await table.SaveAsync(request with { FinishedAt = time }, outputFile: null, Cancellation);
    }

    private static async Task DamageAsync(CatalogueDatabase database, Guid request)
    {
        await using var connection = await database.Writes.OpenConnectionAsync(Cancellation);
        var changed = await connection.ExecuteAsync(
            "UPDATE OrleansStorage SET PayloadBinary = X'00' WHERE GrainTypeString = 'request' AND GrainIdN0 = @n0",
            new { n0 = BitConverter.ToInt64(request.ToByteArray()) });
        Assert.Equal(1, changed);
    }

    private static async Task<long> CountAsync(CatalogueDatabase database, string sql)
    {
        await using var connection = await database.Reads.OpenConnectionAsync(Cancellation);
        return await connection.ExecuteScalarAsync<long>(sql);
    }
}
