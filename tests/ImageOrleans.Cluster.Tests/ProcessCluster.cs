using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ImageOrleans.Hosting;
using ImageOrleans.TestSupport;
using ImageOrleans.TestSupport.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageOrleans.Cluster.Tests;

/// <summary>
/// Silos and a web server in processes of their own, that find each other through Redis and share a PostgreSQL, and a client
/// of the test's own.
/// </summary>
internal sealed partial class ProcessCluster : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(5);

    private readonly ClusterSettings _settings;
    private readonly CatalogueData _data;
    private readonly Dictionary<int, ChildProcess> _silos = [];
    private IHost? _client;

    private ProcessCluster(string redis, CatalogueData data)
    {
        _data = data;
        _settings = new ClusterSettings
        {
            Clustering = ClusteringKind.Redis,
            ClusterId = $"test-{Guid.NewGuid():N}",
            RedisConnectionString = redis,
        };
    }

    public WebProcess Web { get; private set; } = null!;

    public IClusterClient Client => _client!.Services.GetRequiredService<IClusterClient>();

    /// <summary>What all its processes wrote.</summary>
    public string Output => string.Join('\n', _silos.Values.Append(Web.Process).Select(process => process.Output));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts two silos, and a web server that is a client of theirs.</summary>
    public static async Task<ProcessCluster> StartAsync(CatalogueData data)
    {
        var redis = await RedisServer.ShareAsync();
        var cluster = new ProcessCluster(redis.ConnectionString, data);
        try
        {
            await cluster.StartSilosAsync(2);
            cluster.Web = await WebProcess.StartAsync(cluster.Arguments(), Cancellation);
            await cluster.StartClientAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends a silo as a crash does.</summary>
    public Task KillAsync(SiloAddress silo) => _silos[silo.Endpoint.Port].KillAsync();

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.StopAsync(CancellationToken.None);
            _client.Dispose();
        }

        if (Web is not null)
        {
            await Web.DisposeAsync();
        }

        foreach (var silo in _silos.Values)
        {
            await silo.DisposeAsync();
        }
    }

    private async Task StartSilosAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var siloPort = LoopbackPort.FindFree();
            var gatewayPort = LoopbackPort.FindFree(except: siloPort);
            _silos.Add(siloPort, ChildProcess.Start(ChildProcess.AssemblyOf("ImageOrleans.Silo"),
            [
                .. Arguments(),
                "--Cluster:AdvertisedAddress", IPAddress.Loopback.ToString(),
                "--Cluster:SiloPort", siloPort.ToString(CultureInfo.InvariantCulture),
                "--Cluster:GatewayPort", gatewayPort.ToString(CultureInfo.InvariantCulture),
            ]));
        }

        foreach (var silo in _silos.Values)
        {
            await silo.WaitForLineAsync(StartedLine(), LongestStart, Cancellation);
        }
    }

    private async Task StartClientAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleansClient(client => client.UseCatalogueClient(_settings));
        _client = builder.Build();
        await _client.StartAsync(Cancellation);
    }

    private string[] Arguments() =>
    [
        "--Cluster:Clustering", _settings.Clustering.ToString(),
        "--Cluster:ClusterId", _settings.ClusterId,
        "--Cluster:RedisConnectionString", _settings.RedisConnectionString!,
        "--Storage:DataDirectory", _data.Folder,
        "--Upload:PublicBaseUrl", "http://images.example/",
        "--Fetching:AllowedNetworks:0", "127.0.0.0/8",
        "--Database:Provider", _data.Database.Options.Provider.ToString(),
        "--Database:ConnectionString", _data.Database.Options.ConnectionString!,
    ];

    [GeneratedRegex("Application started", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex StartedLine();
}
