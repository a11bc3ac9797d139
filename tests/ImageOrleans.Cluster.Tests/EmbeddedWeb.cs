using ImageOrleans.TestSupport;
using ImageOrleans.TestSupport.Processes;

namespace ImageOrleans.Cluster.Tests;

/// <summary>The web server with a silo inside and SQLite, in a process of its own, as <c>run.sh</c> starts it.</summary>
internal static class EmbeddedWeb
{
    public static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Starts it on a data directory, on another port each time.</summary>
    public static Task<WebProcess> StartAsync(TemporaryFolder data) => WebProcess.StartAsync(
        [
            "--Storage:DataDirectory", data.Path,
            "--Upload:PublicBaseUrl", "http://images.example/",
            "--Fetching:AllowedNetworks:0", "127.0.0.0/8",
        ],
        TestContext.Current.CancellationToken);
}
