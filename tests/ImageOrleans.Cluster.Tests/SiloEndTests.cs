using ImageOrleans.Contracts;
using ImageOrleans.Storage.Database;
using ImageOrleans.TestSupport;

namespace ImageOrleans.Cluster.Tests;

/// <summary>Silos of a cluster end in the middle of a request.</summary>
public sealed class SiloEndTests
{


    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task One_silo_is_killed_and_one_stopped_and_the_last_one_finishes(DatabaseProvider provider)
    {
        await using var catalogue = await TestCatalogue.StartAsync();
        var undisturbed = await catalogue.ProcessUndisturbedAsync(provider);
        await using var data = await CatalogueData.CreateAsync(provider);
        await using var cluster = await CatalogueCluster.StartAsync(data, silos: 3);
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
        var stopped = cluster.Silos.StopSiloAsync(await cluster.SiloOfAsync(id), TestContext.Current.CancellationToken);
        catalogue.Release();
        await stopped;
        var finished = await cluster.WaitForEndAsync(id);

        Assert.Equal((RequestStatus.Succeeded, TestCatalogue.Rows), (finished.Status, finished.Progress.RowsDone));
        Assert.Equal(TestCatalogue.Images, finished.Progress.ImagesDone);
        Assert.Equal(undisturbed, cluster.ReadOutput(id));
        catalogue.AssertFetched(atMost: 5);
    }
}
