using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.StandIn.Tests.Support;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Orleans.StandIn.Tests.State;

public sealed class AdoNetStorageTests : IAsyncLifetime
{
    private const string ServiceId = "shop";
    private const string AllRows =
        "SELECT GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeHash, GrainTypeString, GrainIdExtensionString, ServiceId, Version " +
        "FROM OrleansStorage";

    private static readonly Guid Key = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");
    private readonly Journal _journal = new();
    private readonly SqliteFile _file = new();
    private readonly List<InProcessTestCluster> _clusters = [];
    private IClusterClient _client = null!;

    public async ValueTask InitializeAsync() => _client = await Deploy(o => o.ConnectionString = _file.ConnectionString);

    public async ValueTask DisposeAsync()
    {
        foreach (var cluster in _clusters)
        {
            await cluster.DisposeAsync();
        }

        _file.Dispose();
    }

    [Fact]
    public async Task A_guid_key_is_two_numbers()
    {
        await _client.GetGrain<IGuidRowGrain>(Key).Add(1).Soon();

        Assert.Equal(["-1437873986 5089025570114612571 1050790581882611105 1097524527 guid - shop 1"], _file.Read(AllRows));
    }

    [Fact]
    public async Task A_guid_compound_key_is_two_numbers_and_its_extension()
    {
        await _client.GetGrain<IGuidCompoundRowGrain>(Key, "7").Add(1).Soon();

        Assert.Equal(["437652931 5089025570114612571 1050790581882611105 456353444 compound 7 shop 1"], _file.Read(AllRows));
    }

    [Fact]
    public async Task An_integer_key_is_the_second_number()
    {
        await _client.GetGrain<IIntegerRowGrain>(-5).Add(1).Soon();

        Assert.Equal(["830365243 0 -5 -809958520 integer - shop 1"], _file.Read(AllRows));
    }

    [Fact]
    public async Task A_string_key_is_the_extension()
    {
        await _client.GetGrain<IStringRowGrain>("käse").Add(1).Soon();

        Assert.Equal(["-2134356309 0 0 -473479535 string käse shop 1"], _file.Read(AllRows));
    }

    [Fact]
    public async Task String_keys_that_look_like_hexadecimal_numbers_are_numbers_and_may_share_a_row()
    {
        await _client.GetGrain<IStringRowGrain>("b").Add(1).Soon();

        Assert.Equal(["-251408802 0 11 -473479535 string - shop 1"], _file.Read(AllRows));
        Assert.Equal(1, await _client.GetGrain<IStringRowGrain>("0B").Value().Soon());
    }

    [Fact]
    public async Task State_is_written_read_and_counted_by_version()
    {
        var grain = _client.GetGrain<IGuidRowGrain>(Key);
        Assert.Equal((null, false), await grain.Record().Soon());
        await grain.Add(1).Soon();
        await grain.Add(2).Soon();
        Assert.Equal(("2", true), await grain.Record().Soon());

        await grain.Deactivate().Soon();
        await _journal.Gate($"{grain.GetGrainId()} off 1").Soon();

        Assert.Equal(3, await grain.Value().Soon());
        Assert.Equal(("2", true), await grain.Record().Soon());
    }

    [Fact]
    public async Task Cleared_state_leaves_an_empty_row()
    {
        var grain = _client.GetGrain<IGuidRowGrain>(Key);
        await grain.Add(1).Soon();
        await grain.Clear().Soon();

        Assert.Equal(("2", false), await grain.Record().Soon());
        Assert.Equal(["- 2"], _file.Read("SELECT PayloadBinary, Version FROM OrleansStorage"));
        await grain.Deactivate().Soon();
        await _journal.Gate($"{grain.GetGrainId()} off 1").Soon();
        Assert.Equal(0, await grain.Value().Soon());
        Assert.Equal(("2", false), await grain.Record().Soon());
        Assert.Equal(4, await grain.Add(4).Soon());
    }

    [Fact]
    public async Task Cleared_state_is_deleted_if_so_configured()
    {
        var client = await Deploy(o =>
        {
            o.ConnectionString = _file.ConnectionString;
            o.DeleteStateOnClear = true;
        });
        var grain = client.GetGrain<IGuidRowGrain>(Key);
        await grain.Add(1).Soon();
        await grain.Clear().Soon();

        Assert.Equal((null, false), await grain.Record().Soon());
        Assert.Empty(_file.Read(AllRows));
        Assert.Equal(2, await grain.Add(2).Soon());
    }

    [Fact]
    public async Task Of_two_clusters_on_one_file_the_later_writer_is_told_of_the_conflict()
    {
        var other = await Deploy(o => o.ConnectionString = _file.ConnectionString);
        var ours = _client.GetGrain<IGuidRowGrain>(Key);
        var theirs = other.GetGrain<IGuidRowGrain>(Key);
        await ours.Value().Soon();
        await theirs.Value().Soon();
        await ours.Add(1).Soon();

        await Assert.ThrowsAsync<InconsistentStateException>(() => theirs.Add(10).Soon());
        await _journal.Gate($"{theirs.GetGrainId()} off 1").Soon();
        Assert.Equal(1, await theirs.Value().Soon());
        Assert.Equal(11, await theirs.Add(10).Soon());

        await Assert.ThrowsAsync<InconsistentStateException>(() => ours.Add(100).Soon());
        Assert.Equal(["2"], _file.Read("SELECT Version FROM OrleansStorage"));
    }

    [Fact]
    public async Task A_data_source_gives_the_connections_if_there_is_one()
    {
        using var source = new SqliteDataSource(_file.ConnectionString);
        var client = await Deploy(o => o.DataSource = source);
        var before = source.Connections;

        await client.GetGrain<IGuidRowGrain>(Key).Add(1).Soon();

        Assert.InRange(source.Connections, before + 2, int.MaxValue);
        Assert.Single(_file.Read(AllRows));
    }

    [Fact]
    public async Task The_json_serializer_writes_plain_json()
    {
        var client = await Deploy(o => o.ConnectionString = _file.ConnectionString, s => s.UseSystemTextJsonGrainStorageSerializer());

        await client.GetGrain<IGuidRowGrain>(Key).Add(5).Soon();

        Assert.Equal(["""{"Value":5,"Log":["\u002B5"]}"""], _file.Read("SELECT PayloadBinary FROM OrleansStorage"));
    }

    [Fact]
    public async Task A_serializer_of_our_own_writes_what_it_likes()
    {
        var client = await Deploy(o =>
        {
            o.ConnectionString = _file.ConnectionString;
            o.GrainStorageSerializer = new ShoutingSerializer();
        });
        var grain = client.GetGrain<IGuidRowGrain>(Key);

        await grain.Add(5).Soon();
        await grain.Reread().Soon();

        Assert.Equal(["STATE"], _file.Read("SELECT PayloadBinary FROM OrleansStorage"));
        Assert.Equal(77, await grain.Value().Soon());
    }

    [Fact]
    public async Task A_database_without_the_queries_keeps_the_silo_from_starting()
    {
        _file.Execute("DELETE FROM OrleansQuery");

        await Assert.ThrowsAnyAsync<Exception>(() => Deploy(o => o.ConnectionString = _file.ConnectionString));
    }

    [Fact]
    public async Task Neither_connection_string_nor_data_source_keeps_the_silo_from_starting() =>
        await Assert.ThrowsAsync<OrleansConfigurationException>(() => Deploy(_ => { }));

    private async Task<IClusterClient> Deploy(
        Action<AdoNetGrainStorageOptions> configure, Action<ISiloBuilder>? configureSilo = null)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ServiceId = ServiceId;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(_journal);
            configureSilo?.Invoke(silo);
            silo.AddAdoNetGrainStorage("rows", o =>
            {
                o.Invariant = "System.Data.SQLite";
                configure(o);
            });
        });
        var cluster = builder.Build();
        _clusters.Add(cluster);
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        return cluster.Client;
    }

    private sealed class ShoutingSerializer : IGrainStorageSerializer
    {
        public BinaryData Serialize<T>(T? input) => BinaryData.FromString("STATE");

        public T? Deserialize<T>(BinaryData input)
        {
            Assert.Equal("STATE", input.ToString());
            return (T)(object)new CounterState { Value = 77 };
        }
    }
}
