using ImageOrleans.TestSupport;
using ImageOrleans.TestSupport.Processes;

namespace ImageOrleans.Cluster.Tests;

/// <summary>A build against the stand-in is asked for what only Orleans' packages can do.</summary>
public sealed class MissingPackageTests
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("ImageOrleans.Web", "--Cluster:Clustering=Redis", "Microsoft.Orleans.Clustering.Redis")]
    [InlineData("ImageOrleans.Silo", "--Cluster:Clustering=Redis", "Microsoft.Orleans.Clustering.Redis")]
    [InlineData("ImageOrleans.Web", "--Cluster:Dashboard=true", "Microsoft.Orleans.Dashboard")]
    public async Task It_names_the_package_and_ends_with_code_2(string project, string setting, string package)
    {
        using var data = new TemporaryFolder();
        await using var program = ChildProcess.Start(
            ChildProcess.AssemblyOf(project),
            [
                "--urls", "http://127.0.0.1:0",
                "--Storage:DataDirectory", data.Path,
                "--Database:Provider", "Postgres",
                "--Database:ConnectionString", "Host=127.0.0.1;Port=1",
                "--Cluster:RedisConnectionString", "127.0.0.1:1",
                setting,
            ]);

        var code = await program.WaitForExitAsync(LongestRun, TestContext.Current.CancellationToken);

        Assert.True(code == 2, program.Describe($"ended with code {code}"));
        Assert.Contains(package, program.Output, StringComparison.Ordinal);
        Assert.Contains("OrleansPackages=nuget", program.Output, StringComparison.Ordinal);
    }
}
