using ImageOrleans.TestSupport;
using ImageOrleans.TestSupport.Processes;

namespace ImageOrleans.Cluster.Tests;

/// <summary>The web server with a silo inside and SQLite, in a process of its own, as <c>run.sh</c> starts it.</summary>
internal static class EmbeddedWeb
{
    public static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Starts it on a data directory, on another port each time.</summary>
    /// <param name="data">The data directory.</param>
    /// <param name="grace">How long what is under way may go on when it is asked to end; null for as long as by default.</param>
    public static Task<WebProcess> StartAsync(TemporaryFolder data, TimeSpan? grace = null) => WebProcess.StartAsync(
        [
            .. grace is null ? Array.Empty<string>() : ["--Processing:ShutdownGrace", grace.Value.ToString("c")],
            "--Storage:DataDirectory", data.Path,
            "--Upload:PublicBaseUrl", "http://images.example/",
            "--Fetching:AllowedNetworks:0", "127.0.0.0/8",
        ],
        TestContext.Current.CancellationToken);
}
