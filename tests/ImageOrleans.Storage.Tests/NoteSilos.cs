using ImageOrleans.Storage.Database;
using ImageOrleans.TestSupport;
using Orleans.TestingHost;

namespace ImageOrleans.Storage.Tests;

/// <summary>
/// Orleans' own ADO.NET grain storage on our schema, in two clusters of one service on one database: two readers of one state. Tests
/// share them, each with keys of its own.
/// </summary>
internal sealed class NoteSilos : IAsyncDisposable
{
    public const string ServiceId = "storage-tests";

    private readonly InProcessTestCluster _one;
    private readonly InProcessTestCluster _other;

    private NoteSilos(DatabaseFixture data, InProcessTestCluster one, InProcessTestCluster other)
    {
        Data = data;
        _one = one;
        _other = other;
    }

    public DatabaseFixture Data { get; }

    public IClusterClient Client => _one.Client;

    public IClusterClient OtherClient => _other.Client;

    public static Task<NoteSilos> ShareAsync(DatabaseProvider provider) => SharedParts.GetAsync((typeof(NoteSilos), provider), async () =>
    {
        // The PostgreSQL is to outlive what is connected to it: it is started before.
        var data = await DatabaseFixture.CreateAsync(provider);
        var clusters = await Task.WhenAll(DeployAsync(data), DeployAsync(data));
        return new NoteSilos(data, clusters[0], clusters[1]);
    });

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
        await Data.DisposeAsync();
    }

    private static async Task<InProcessTestCluster> DeployAsync(DatabaseFixture data)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ServiceId = ServiceId;
        builder.ConfigureSilo((_, silo) =>
        {
            Add("grains", deletes: false);
            Add("deleting", deletes: true);

            void Add(string name, bool deletes) => silo.AddAdoNetGrainStorage(name, options =>
            {
                options.Invariant = data.Database.Invariant;
                options.DataSource = data.Database.Writes;
                options.DeleteStateOnClear = deletes;
            });
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
