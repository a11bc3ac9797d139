using System.Text;
using ImageOrleans.Contracts;
using ImageOrleans.Csv;
using ImageOrleans.Grains;
using ImageOrleans.Grains.Requests;
using ImageOrleans.Hosting;
using ImageOrleans.Storage.Database;
using ImageOrleans.Storage.Objects;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using Xunit;

namespace ImageOrleans.TestSupport;

/// <summary>Silos in this process with everything real: grains, database, files, fetcher, codec. Several may follow each other on the same data.</summary>
public sealed class CatalogueCluster : IAsyncDisposable
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private CatalogueCluster(InProcessTestCluster silos, CatalogueData data)
    {
        Silos = silos;
        Data = data;
    }

    /// <summary>What it works on.</summary>
    public CatalogueData Data { get; }

    public InProcessTestCluster Silos { get; }

    public IClusterClient Client => Silos.Client;

    /// <summary>What one of the silos that run is made of.</summary>
    public IServiceProvider Services => Silos.Silos.First(silo => silo.IsActive).ServiceProvider;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>
    /// The silo that the tests of an assembly share: for tests that look at requests and origins of their own alone, change no option
    /// and end nothing.
    /// </summary>
    public static async Task<CatalogueCluster> ShareAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var data = await SharedParts.GetAsync((typeof(CatalogueData), provider), () => CatalogueData.CreateAsync(provider));
        return await SharedParts.GetAsync((typeof(CatalogueCluster), provider), () => StartAsync(data));
    }

    /// <summary>Starts silos of a test's own.</summary>
    public static Task<CatalogueCluster> StartAsync(CatalogueData data, short silos = 1, params (string Key, string Value)[] settings) =>
        StartAsync(data, TimeProvider.System, silos, settings);

    /// <summary>Starts silos of a test's own at another time than now.</summary>
    public static async Task<CatalogueCluster> StartAsync(
        CatalogueData data, TimeProvider time, short silos = 1, params (string Key, string Value)[] settings)
    {
        var configuration = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Storage:DataDirectory"] = data.Folder,
            ["Storage:FlushToDisk"] = "false",
            ["Database:Provider"] = data.Database.Options.Provider.ToString(),
            ["Database:ConnectionString"] = data.Database.Options.ConnectionString,
            ["Fetching:AllowedNetworks:0"] = "127.0.0.0/8",
            ["Fetching:RetryBaseDelay"] = "00:00:00.010",

            // The silos of a test share a data directory, as those of a cluster do.
            ["Cluster:Clustering"] = nameof(ClusteringKind.Redis),
        };
        foreach (var (key, value) in settings)
        {
            configuration[key] = value;
        }

        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ServiceId = "catalogue-tests";
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Configuration.AddInMemoryCollection(configuration);
            host.Services.AddSingleton(time);
            host.Services.AddCatalogueStorage(host.Configuration);
            host.Services.AddGrainServices(host.Configuration);
            host.Logging.SetMinimumLevel(LogLevel.Warning);
        });
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseCatalogueGrains(data.Database.Options.Provider);

            // Longer than any test waits for a stop, so that the host does not cut short what a test should see hang.
            silo.Services.PostConfigure<HostOptions>(options => options.ShutdownTimeout = LongestRequest);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new CatalogueCluster(cluster, data);
    }

    /// <summary>Uploads a catalogue and submits it, as the web server does.</summary>
    public async Task<CommandResult> SubmitAsync(Guid id, string csv, CompressionSettings? settings = null, string? webhookUrl = null)
    {
        var objects = Services.GetRequiredService<ObjectStore>();
        var uploadId = Guid.NewGuid().ToString("N");
        CatalogueScan scan;
        await using (var writer = objects.Create(RequestFiles.Upload(uploadId)))
        {
            scan = await CatalogueScanner.ScanAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), writer.Stream, new CatalogueOptions(), Cancellation);
            await writer.CommitAsync();
        }

        Assert.Null(scan.Refusal);
        await Services.GetRequiredService<RequestStore>().SaveIndexAsync(uploadId, scan.Index!, Cancellation);
        return await Client.GetGrain<IRequestGrain>(id).Submit(new RequestSubmission
        {
            UploadId = uploadId,
            ContentDigest = csv,
            FileName = "catalogue.csv",
            Settings = settings ?? new CompressionSettings(),
            PublicBaseUrl = "http://images.example/",
            WebhookUrl = webhookUrl,
            RowCount = scan.Index!.RowCount,
            ImageCount = scan.Index.ImageCount,
        });
    }

    /// <summary>Submits a catalogue and waits for its end.</summary>
    public async Task<RequestSnapshot> ProcessAsync(Guid id, string csv, CompressionSettings? settings = null)
    {
        var result = await SubmitAsync(id, csv, settings);
        Assert.Equal(CommandOutcome.Done, result.Outcome);
        return await WaitForEndAsync(id);
    }

    public Task<RequestSnapshot> WaitForEndAsync(Guid id) => WaitForAsync(id, request => request.Status.IsFinal());

    /// <summary>
    /// Waits until a request is in some state. Its end is taken from the table of requests alone, which the grain writes last.
    /// While a silo is away, its grains do not answer: then they are asked again.
    /// </summary>
    public async Task<RequestSnapshot> WaitForAsync(Guid id, Func<RequestSnapshot, bool> condition)
    {
        var table = Services.GetRequiredService<RequestTable>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(LongestRequest);
        while (true)
        {
            var stored = await table.FindAsync(id, limit.Token);
            var isOver = stored?.Status.IsFinal() == true;
            var request = isOver ? stored : await AskAsync(Client.GetGrain<IRequestGrain>(id).GetSnapshot);
            if (request is not null && request.Status.IsFinal() == isOver && condition(request))
            {
                return request;
            }

            await Task.Delay(PollInterval, limit.Token);
        }
    }

    public string ReadOutput(Guid id) => File.ReadAllText(Data.PathOf(new RequestFiles(id).Output));

    /// <summary>Ends the only silo as a crash does.</summary>
    public Task KillAsync() => KillAsync(Silos.Silos.Single());

    /// <summary>Ends a silo as a crash does. Its memory is freed with the cluster, when no grain is held up any more.</summary>
    public static Task KillAsync(InProcessSiloHandle silo) => silo.StopSiloAsync(stopGracefully: false);

    /// <summary>
    /// The silo on which a request is active. After another one was killed, that is known only when its end is noticed.
    /// </summary>
    public async Task<InProcessSiloHandle> SiloOfAsync(Guid id)
    {
        var grain = Client.GetGrain<IRequestGrain>(id).GetGrainId();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(LongestRequest);
        while (true)
        {
            var activations = await AskAsync(() => Client.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics());
            if (activations?.FirstOrDefault(activation => activation.GrainId == grain) is { } found)
            {
                return Silos.Silos.Single(silo => silo.SiloAddress.Equals(found.SiloAddress));
            }

            await Task.Delay(PollInterval, limit.Token);
        }
    }

    public ValueTask DisposeAsync() => Silos.DisposeAsync();

    private static async Task<T?> AskAsync<T>(Func<Task<T>> call)
        where T : class?
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (GrainCallRetry.IsTransient(exception))
        {
            return null;
        }
    }
}
