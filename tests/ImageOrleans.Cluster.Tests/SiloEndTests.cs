using ImageOrleans.Contracts;
using ImageOrleans.Storage.Database;
using ImageOrleans.Storage.Objects;
using ImageOrleans.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace ImageOrleans.Cluster.Tests;

/// <summary>Silos of a cluster end in the middle of a request.</summary>
public sealed class SiloEndTests
{
    // Images that are held back are not waited for when a silo stops.
    private static readonly (string, string) Grace = ("Processing:ShutdownGrace", "00:00:01");

    private static readonly TimeSpan LongestStop = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task One_silo_is_killed_and_one_stopped_and_the_last_one_finishes(DatabaseProvider provider)
    {
        var undisturbed = await UndisturbedRun.ShareAsync();
        var catalogue = undisturbed.Catalogue;
        await using var data = await CatalogueData.CreateAsync(provider);
        await using var cluster = await CatalogueCluster.StartAsync(data, silos: 3, Grace);
        var id = Guid.NewGuid();
        catalogue.CountAnew();
        catalogue.HoldAfter(300);
        await cluster.SubmitAsync(id, catalogue.Csv);
        await catalogue.WaitUntilHeldAsync();

        // The one that drives the request.
        await CatalogueCluster.KillAsync(await cluster.SiloOfAsync(id));
        catalogue.HoldAfter(200);
        await cluster.WaitForAsync(id, request => !request.Status.IsFinal());
        await catalogue.WaitUntilHeldAsync();

        // The one that took over from it.
        var stopped = cluster.Silos.StopSiloAsync(await cluster.SiloOfAsync(id), Cancellation);
        catalogue.Release();
        await stopped.WaitAsync(LongestStop, Cancellation);
        var finished = await cluster.WaitForEndAsync(id);

        Assert.Equal((RequestStatus.Succeeded, TestCatalogue.Rows), (finished.Status, finished.Progress.RowsDone));
        Assert.Equal(TestCatalogue.Images, finished.Progress.ImagesDone);
        Assert.Equal(undisturbed.Output, cluster.ReadOutput(id));
        catalogue.AssertFetched(atMost: 5);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Three_silos_are_killed_and_stopped_in_turn_and_others_come_in_their_place(DatabaseProvider provider)
    {
        var undisturbed = await UndisturbedRun.ShareAsync();
        var catalogue = undisturbed.Catalogue;
        await using var data = await CatalogueData.CreateAsync(provider);
        await using var cluster = await CatalogueCluster.StartAsync(data, silos: 3, Grace);
        var id = Guid.NewGuid();
        catalogue.CountAnew();
        catalogue.HoldAfter(150);
        await cluster.SubmitAsync(id, catalogue.Csv);

        // Each time the one that drives the request: that all work on it, the random placement of its rows sees to.
        foreach (var isKilled in new[] { true, false, true })
        {
            await catalogue.WaitUntilHeldAsync();
            var silo = await cluster.SiloOfAsync(id);
            var end = isKilled ? CatalogueCluster.KillAsync(silo) : cluster.Silos.StopSiloAsync(silo, Cancellation);
            catalogue.HoldAfter(150);
            await end.WaitAsync(LongestStop, Cancellation);
            await cluster.Silos.StartAdditionalSiloAsync();
            await cluster.WaitForAsync(id, request => !request.Status.IsFinal());
        }

        catalogue.Release();
        var finished = await cluster.WaitForEndAsync(id);

        Assert.Equal((RequestStatus.Succeeded, TestCatalogue.Rows), (finished.Status, finished.Progress.RowsDone));
        Assert.Equal(TestCatalogue.Images, finished.Progress.ImagesDone);
        Assert.Equal(undisturbed.Output, cluster.ReadOutput(id));
        catalogue.AssertFetched(atMost: 6);
        await AssertNothingDoubledOrLeftAsync(cluster, data, id);
    }

    private static async Task AssertNothingDoubledOrLeftAsync(CatalogueCluster cluster, CatalogueData data, Guid id)
    {
        var products = await cluster.Services.GetRequiredService<SegmentTables>()
            .ListAsync(id, status: null, offset: 0, limit: 2 * TestCatalogue.Rows, Cancellation);
        Assert.Equal(Enumerable.Range(0, TestCatalogue.Rows), products.Select(product => product.RowIndex));
        Assert.All(products, product => Assert.Equal(2, product.Images.Count));
        Assert.False(Directory.Exists(data.PathOf(new RequestFiles(id).Parts)));
    }
}
