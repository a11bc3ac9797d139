using ImageOrleans.Storage.Database;
using ImageOrleans.TestSupport.Processes;
using Npgsql;

namespace ImageOrleans.TestSupport;

/// <summary>An empty database of a test's own, removed at its end.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly TemporaryFolder? _folder;
    private readonly string? _administrator;
    private readonly string? _name;

    private TestDatabase(DatabaseOptions options, TemporaryFolder? folder, string? administrator, string? name)
    {
        Options = options;
        _folder = folder;
        _administrator = administrator;
        _name = name;
    }

    public DatabaseOptions Options { get; }

    /// <summary>Makes one.</summary>
    /// <param name="provider">The kind.</param>
    /// <param name="administrator">How to connect to PostgreSQL as an administrator; null for the one that the tests share.</param>
    public static async Task<TestDatabase> CreateAsync(DatabaseProvider provider, string? administrator = null)
    {
        if (provider == DatabaseProvider.Sqlite)
        {
            var folder = new TemporaryFolder();
            var options = new DatabaseOptions { ConnectionString = $"Data Source={Path.Combine(folder.Path, "test.db")}" };
            return new TestDatabase(options, folder, administrator: null, name: null);
        }

        administrator ??= (await PostgresServer.ShareAsync()).ConnectionString;
        var name = $"test_{Guid.NewGuid():N}";
        await ExecuteAsync(administrator, $"CREATE DATABASE {name}");
        var connectionString = new NpgsqlConnectionStringBuilder(administrator) { Database = name }.ToString();
        return new TestDatabase(
            new DatabaseOptions { Provider = DatabaseProvider.Postgres, ConnectionString = connectionString }, folder: null, administrator, name);
    }

    public async ValueTask DisposeAsync()
    {
        _folder?.Dispose();
        if (_administrator is not null)
        {
            await ExecuteAsync(_administrator, $"DROP DATABASE {_name} WITH (FORCE)");
        }
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        // No pool: the server may have been started anew since the last time.
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync();
#pragma warning disable CA2100 // The name is made here.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
