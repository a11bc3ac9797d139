using System.Data.Common;
using Dapper;
using ImageOrleans.Storage.Objects;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ImageOrleans.Storage.Database;

/// <summary>The database: connections for writing and for reading, and what kind it is.</summary>
public sealed class CatalogueDatabase : IAsyncDisposable
{
    // One connection in so many is for those who only read.
    private const int ReadersShare = 4;

    static CatalogueDatabase()
    {
        // The handlers count only where Dapper has no mapping of its own.
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.RemoveTypeMap(typeof(Guid));
        SqlMapper.RemoveTypeMap(typeof(Guid?));
        SqlMapper.AddTypeHandler(new TimestampHandler());
        SqlMapper.AddTypeHandler(new GuidTextHandler());
    }

    /// <summary>Makes the connections' sources. Nothing is connected yet.</summary>
    /// <param name="options">Which database.</param>
    /// <param name="storage">Where a SQLite file lies by default.</param>
    /// <exception cref="ArgumentException">The connection string is missing or not valid.</exception>
    public CatalogueDatabase(IOptions<DatabaseOptions> options, IOptions<StorageOptions> storage)
    {
        Provider = options.Value.Provider;
        if (Provider == DatabaseProvider.Sqlite)
        {
            var connectionString = options.Value.ConnectionString
                ?? new SqliteConnectionStringBuilder { DataSource = Path.Combine(storage.Value.DataDirectory, "imageorleans.db") }.ToString();
            EnsureFolder(connectionString);
            Writes = new SqliteWriteSource(connectionString);
            Reads = new SqliteReadSource(connectionString);
        }
        else
        {
            if (string.IsNullOrWhiteSpace(options.Value.ConnectionString))
            {
                throw new ArgumentException(
                    $"{DatabaseOptions.SectionName}:{nameof(DatabaseOptions.ConnectionString)} is missing: PostgreSQL needs one, such as "
                    + "'Host=localhost;Database=imageorleans;Username=imageorleans;Password=…'.",
                    nameof(options));
            }

            var builder = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString)
            {
                MaxPoolSize = options.Value.MaxConnections,
            };
            if (builder.MaxAutoPrepare == 0)
            {
                // Few statements, run very often.
                builder.MaxAutoPrepare = 32;
                builder.AutoPrepareMinUsages = 2;
            }

            // Who asks how far a request is does not wait behind its rows.
            var readers = options.Value.MaxConnections / ReadersShare;
            if (readers == 0)
            {
                Writes = NpgsqlDataSource.Create(builder);
                Reads = Writes;
                return;
            }

            // What is kept open at the least must not be more than what may be open.
            var kept = builder.MinPoolSize;
            builder.MaxPoolSize = options.Value.MaxConnections - readers;
            builder.MinPoolSize = Math.Min(kept, builder.MaxPoolSize);
            Writes = NpgsqlDataSource.Create(builder);
            builder.MaxPoolSize = readers;
            builder.MinPoolSize = Math.Min(kept, readers);
            Reads = NpgsqlDataSource.Create(builder);
        }
    }

    /// <summary>The kind of database.</summary>
    public DatabaseProvider Provider { get; }

    /// <summary>Connections for anything that writes. With SQLite one at a time: who comes later waits without a thread.</summary>
    public DbDataSource Writes { get; }

    /// <summary>Connections for reading. They never wait for writers, unless there are fewer than four to PostgreSQL.</summary>
    public DbDataSource Reads { get; }

    /// <summary>The name by which Orleans' ADO.NET providers know the driver.</summary>
    public string Invariant => Provider == DatabaseProvider.Sqlite ? "System.Data.SQLite" : "Npgsql";

    /// <summary>Reads, on a thread of the pool: SQLite's driver blocks its caller, who may hold a turn of a grain.</summary>
    internal Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken) =>
        Task.Run(() => UseAsync(Reads, read, cancellationToken), cancellationToken);

    /// <summary>Writes, on a thread of the pool, with SQLite when it is the caller's turn.</summary>
    internal Task<T> WriteAsync<T>(Func<DbConnection, Task<T>> write, CancellationToken cancellationToken) =>
        Task.Run(() => UseAsync(Writes, write, cancellationToken), cancellationToken);

    /// <summary>Writes in a transaction, which is committed at the end.</summary>
    internal Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> write, CancellationToken cancellationToken) => WriteAsync(
        async connection =>
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                var result = await write(connection, transaction).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return result;
            }
        },
        cancellationToken);

    /// <summary>Closes all connections.</summary>
    /// <returns>A task that ends when they are closed.</returns>
    public async ValueTask DisposeAsync()
    {
        await Writes.DisposeAsync();
        await Reads.DisposeAsync();
    }

    private static async Task<T> UseAsync<T>(DbDataSource source, Func<DbConnection, Task<T>> use, CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await use(connection).ConfigureAwait(false);
        }
    }

    private static void EnsureFolder(string connectionString)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }
    }
}
