using ImageOrleans.TestSupport;
namespace ImageOrleans.Grains.Tests;
public sealed class TmpTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Kill(bool held)
    {
        await using var data = await CatalogueData.CreateAsync();
        await using var origin = await LoopbackOrigin.StartAsync();
        var released = new TaskCompletionSource();
        origin.BeforeAnswer = path => held ? released.Task : Task.CompletedTask;
        var cluster = await CatalogueCluster.StartAsync(data);
        var id = Guid.NewGuid();
        await cluster.SubmitAsync(id, $"S. No.,Product Name,Input Image Urls\n1,Lamp,{origin.Serve("/lamp.jpg", TestImages.Jpeg(1))}\n");
        while (origin.Calls.Count == 0) await Task.Delay(10, TestContext.Current.CancellationToken);
        await Task.Delay(500, TestContext.Current.CancellationToken);
        var t = System.Diagnostics.Stopwatch.StartNew();
        var silo = cluster.Silos.Silos[0];
        await silo.StopSiloAsync(false);
        output.WriteLine($"stop {t.Elapsed}");
        await silo.DisposeAsync();
        output.WriteLine($"dispose {t.Elapsed}");
        released.SetResult();
        await cluster.DisposeAsync();
        output.WriteLine($"cluster {t.Elapsed}");
    }
}
