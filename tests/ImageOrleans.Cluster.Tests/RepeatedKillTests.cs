using System.Globalization;
using System.Text.Json;
using ImageOrleans.Storage.Database;
using ImageOrleans.TestSupport.Faults;

namespace ImageOrleans.Cluster.Tests;

/// <summary>
/// The web server's process is killed again and again during one request, at random moments. The command <c>faults</c> of the
/// benchmarks does the same with more rows and more kills.
/// </summary>
public sealed class RepeatedKillTests
{
    private const int Kills = 3;
    private const int MostExtraFetches = 4;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task However_often_a_process_is_killed_nothing_is_lost_or_doubled_or_left_over(DatabaseProvider provider)
    {
        var seed = Random.Shared.Next();
        var undisturbed = await UndisturbedTrace.ShareAsync(provider);
        var moments = KillMoment.Choose(Kills, undisturbed.Catalogue.Images, new Random(seed));

        var result = await new KilledRequest(undisturbed.Catalogue, provider)
            .RunAsync(moments, undisturbed.Trace, TestContext.Current.CancellationToken);

        var report = string.Create(CultureInfo.InvariantCulture, $"Seed {seed}: {JsonSerializer.Serialize(result)}");
        Assert.True(result.IsWell, report);
        Assert.True(result.ExtraFetchesPerImage <= MostExtraFetches, report);
    }
}
