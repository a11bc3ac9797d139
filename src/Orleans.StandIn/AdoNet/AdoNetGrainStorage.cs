using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Keeps states in a database, by the queries in its table OrleansQuery.</summary>
public class AdoNetGrainStorage : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly AdoNetGrainStorageOptions _options;
    private readonly string _name;
    private readonly string _serviceId;
    private AdoNetDatabase _database = null!;
    private string _write = null!;
    private string _read = null!;
    private string _clear = null!;

    internal AdoNetGrainStorage(string name, AdoNetGrainStorageOptions options, IOptions<ClusterOptions> cluster)
    {
        _name = name;
        _options = options;
        _serviceId = cluster.Value.ServiceId;
    }

    /// <inheritdoc />
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe($"{nameof(AdoNetGrainStorage)}-{_name}", _options.InitStage, _ => InitAsync());

    /// <inheritdoc />
    public Task ReadStateAsync<T>(string grainType, GrainId grainReference, IGrainState<T> grainState) =>
        ReadStateAsync(grainType, grainReference, grainState, CancellationToken.None);

    /// <inheritdoc />
    public async Task ReadStateAsync<T>(
        string grainType, GrainId grainReference, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var rows = await _database.ReadAsync(
            _read,
            Parameters(grainType, grainReference),
            row => (
                Payload: row.IsDBNull(row.GetOrdinal("PayloadBinary")) ? null : (byte[])row["PayloadBinary"],
                Version: row["Version"] is DBNull ? null : Convert.ToString(row["Version"], CultureInfo.InvariantCulture)),
            cancellationToken).ConfigureAwait(false);
        var (payload, version) = rows.SingleOrDefault();
        grainState.State = (payload is null ? default : _options.GrainStorageSerializer.Deserialize<T>(new BinaryData(payload)))
            ?? StateActivator.Create<T>();
        grainState.ETag = version;
        grainState.RecordExists = payload is not null;
    }

    /// <inheritdoc />
    public Task WriteStateAsync<T>(string grainType, GrainId grainReference, IGrainState<T> grainState) =>
        WriteStateAsync(grainType, grainReference, grainState, CancellationToken.None);

    /// <inheritdoc />
    public async Task WriteStateAsync<T>(
        string grainType, GrainId grainReference, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var payload = _options.GrainStorageSerializer.Serialize(grainState.State).ToArray();
        grainState.ETag = await ChangeAsync(
            _write,
            [.. Parameters(grainType, grainReference), Version(grainState), AdoNetParameter.Bytes("PayloadBinary", payload)],
            grainReference,
            grainState,
            cancellationToken).ConfigureAwait(false);
        grainState.RecordExists = true;
    }

    /// <inheritdoc />
    public Task ClearStateAsync<T>(string grainType, GrainId grainReference, IGrainState<T> grainState) =>
        ClearStateAsync(grainType, grainReference, grainState, CancellationToken.None);

    /// <inheritdoc />
    public async Task ClearStateAsync<T>(
        string grainType, GrainId grainReference, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        if (!grainState.RecordExists && string.IsNullOrWhiteSpace(grainState.ETag))
        {
            await ReadStateAsync(grainType, grainReference, grainState, cancellationToken).ConfigureAwait(false);
            if (!grainState.RecordExists)
            {
                return;
            }
        }

        var version = await ChangeAsync(
            _clear,
            [.. Parameters(grainType, grainReference), Version(grainState)],
            grainReference,
            grainState,
            cancellationToken).ConfigureAwait(false);
        grainState.ETag = _options.DeleteStateOnClear ? null : version;
        grainState.RecordExists = false;
        grainState.State = StateActivator.Create<T>();
    }

    private static AdoNetParameter Version<T>(IGrainState<T> state) => AdoNetParameter.Int32(
        "GrainStateVersion",
        string.IsNullOrWhiteSpace(state.ETag) ? null : int.Parse(state.ETag, CultureInfo.InvariantCulture));

    private async Task InitAsync()
    {
        _database = new AdoNetDatabase(_options.Invariant, _options.ConnectionString, _options.DataSource);
        var queries = await _database.ReadQueriesAsync().ConfigureAwait(false);
        _write = Find("WriteToStorageKey");
        _read = Find("ReadFromStorageKey");
        _clear = Find(_options.DeleteStateOnClear ? "DeleteStorageKey" : "ClearStorageKey");

        string Find(string key) => queries.GetValueOrDefault(key)
            ?? throw new InvalidOperationException($"The table OrleansQuery has no query '{key}', which storage '{_name}' needs.");
    }

    private AdoNetParameter[] Parameters(string grainType, GrainId grainId)
    {
        var key = AdoNetGrainKey.Of(grainId);
        return
        [
            AdoNetParameter.Int32("GrainIdHash", key.Hash),
            AdoNetParameter.Int64("GrainIdN0", key.N0),
            AdoNetParameter.Int64("GrainIdN1", key.N1),
            AdoNetParameter.Int32("GrainTypeHash", (int)StableHash.ComputeHash(Encoding.UTF8.GetBytes(grainType))),
            AdoNetParameter.Text("GrainTypeString", grainType),
            AdoNetParameter.Text("GrainIdExtensionString", key.Extension),
            AdoNetParameter.Text("ServiceId", _serviceId),
        ];
    }

    /// <summary>The new version. A query that changed nothing answers the version it was given, or nothing.</summary>
    private async Task<string> ChangeAsync<T>(
        string sql, AdoNetParameter[] parameters, GrainId grainId, IGrainState<T> state, CancellationToken cancellationToken)
    {
        var versions = await _database.ReadAsync(
            sql, parameters, row => Convert.ToString(row.GetValue(0), CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
        var version = versions.SingleOrDefault();
        return string.IsNullOrEmpty(version) || string.Equals(version, state.ETag, StringComparison.Ordinal)
            ? throw new InconsistentStateException(
                $"Version conflict: ServiceId={_serviceId} ProviderName={_name} GrainId={grainId} ETag={state.ETag}.")
            : version;
    }
}
