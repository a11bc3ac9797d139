using System.Data.Common;
using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A database reached by the driver that its invariant names, or by a data source.</summary>
internal sealed class AdoNetDatabase
{
    // The drivers are the application's to bring; here they are known by name alone.
    private static readonly Dictionary<string, (string Assembly, string Factory)> Drivers = new(StringComparer.Ordinal)
    {
        ["Npgsql"] = ("Npgsql", "Npgsql.NpgsqlFactory"),
        ["System.Data.SQLite"] = ("Microsoft.Data.Sqlite", "Microsoft.Data.Sqlite.SqliteFactory"),
    };

    private readonly string? _connectionString;
    private readonly DbDataSource? _source;
    private readonly DbProviderFactory? _factory;

    /// <exception cref="InvalidOperationException">The invariant is not supported, or its driver is not there.</exception>
    public AdoNetDatabase(string invariant, string? connectionString, DbDataSource? source)
    {
        _connectionString = connectionString;
        _source = source;
        _factory = source is null ? FindFactory(invariant) : null;
    }

    /// <exception cref="OrleansConfigurationException">Not exactly one of connection string and data source is given, or no invariant.</exception>
    public static void Validate(string what, string invariant, string? connectionString, DbDataSource? source)
    {
        if (string.IsNullOrWhiteSpace(invariant))
        {
            throw new OrleansConfigurationException($"Invalid options for {what}: Invariant is required.");
        }

        if (string.IsNullOrWhiteSpace(connectionString) == source is null)
        {
            throw new OrleansConfigurationException(
                $"Invalid options for {what}: configure exactly one of ConnectionString and DataSource.");
        }
    }

    /// <summary>The queries in the table OrleansQuery, by their keys.</summary>
    public async Task<Dictionary<string, string>> ReadQueriesAsync()
    {
        var queries = await ReadAsync(
            "SELECT QueryKey, QueryText FROM OrleansQuery", [], r => (Key: r.GetString(0), Text: r.GetString(1)), CancellationToken.None);
        return queries.ToDictionary(q => q.Key, q => q.Text, StringComparer.Ordinal);
    }

    /// <summary>Runs a query and reads the rows of all its results.</summary>
    /// <param name="sql">One or more statements.</param>
    /// <param name="parameters">Their parameters.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<List<T>> ReadAsync<T>(
        string sql, IEnumerable<AdoNetParameter> parameters, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter.AddTo(command));
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var rows = new List<T>();
        do
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                rows.Add(read(reader));
            }
        }
        while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false));
        return rows;
    }

    private static DbProviderFactory FindFactory(string invariant)
    {
        if (!Drivers.TryGetValue(invariant, out var driver))
        {
            throw new InvalidOperationException($"Database provider factory with '{invariant}' invariant name not supported.");
        }

        var type = Assembly.Load(driver.Assembly).GetType(driver.Factory, throwOnError: true)!;
        return (DbProviderFactory)type.GetField("Instance", BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!;
    }

    private async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (_source is not null)
        {
            return await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        }

        var connection = _factory!.CreateConnection()!;
        connection.ConnectionString = _connectionString;
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
