using ImageOrleans.Contracts;
using ImageOrleans.Grains.Products;
using ImageOrleans.Storage.Database;
using ImageOrleans.TestSupport;

namespace ImageOrleans.Cluster.Tests;

/// <summary>Two silos and a web server as its own process each, with Redis and PostgreSQL between them.</summary>
public sealed class ProcessClusterTests
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_silos_work_on_a_request_and_when_one_is_killed_the_other_finishes()
    {
        var undisturbed = await UndisturbedRun.ShareAsync();
        var catalogue = undisturbed.Catalogue;
        await using var data = await CatalogueData.CreateAsync(DatabaseProvider.Postgres);
        await using var cluster = await ProcessCluster.StartAsync(data);
        catalogue.CountAnew();
        catalogue.HoldAfter(600);

        var id = await cluster.Web.SubmitAsync(catalogue.Csv, Cancellation);
        await catalogue.WaitUntilHeldAsync();
        var activations = await cluster.Client.GetGrain<IManagementGrain>(0)
            .GetDetailedGrainStatistics(types: null, hostsIds: null, Cancellation);
        var silosWithProducts = activations
            .Where(activation => activation.GrainType.Contains(nameof(ProductGrain), StringComparison.Ordinal))
            .Select(activation => activation.SiloAddress).Distinct();
        Assert.Equal(2, silosWithProducts.Count());

        // The one that drives the request.
        var grain = cluster.Client.GetGrain<IRequestGrain>(id).GetGrainId();
        await cluster.KillAsync(activations.Single(activation => activation.GrainId == grain).SiloAddress);
        catalogue.Release();
        var finished = await cluster.Web.WaitForEndAsync(id, PollInterval, Cancellation);

        Assert.True(finished.GetProperty("status").GetString() == "Succeeded", cluster.Output);
        Assert.Equal(TestCatalogue.Images, finished.GetProperty("images").GetProperty("done").GetInt32());
        Assert.Equal(undisturbed.Output, await cluster.Web.ReadOutputAsync(id, Cancellation));
        catalogue.AssertFetched(atMost: 5);
    }
}
