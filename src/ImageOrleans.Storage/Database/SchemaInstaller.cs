using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;

namespace ImageOrleans.Storage.Database;

/// <summary>Brings a database to the schema that this version of the program needs.</summary>
/// <param name="database">The database.</param>
public sealed class SchemaInstaller(CatalogueDatabase database)
{
    // Any number, the same in every process: who installs first holds it, the others wait.
    private const long PostgresLock = 0x496D4F72;

    /// <summary>
    /// Applies the scripts that were not applied before, all in one transaction. Applied twice, or by several processes at once,
    /// it does no harm.
    /// </summary>
    /// <param name="cancellationToken">Ends the installation between two scripts; then none is applied.</param>
    /// <returns>A task that ends when the schema is there.</returns>
    /// <exception cref="DbException">The database can't be reached, or refuses a script.</exception>
    /// <exception cref="InvalidOperationException">The database was made by a later version of the program.</exception>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        var connection = await database.Writes.OpenConnectionAsync(cancellationToken);
        await using (connection.ConfigureAwait(false))
        {
            if (database.Provider == DatabaseProvider.Sqlite)
            {
                // A property of the file: it stays.
                await connection.ExecuteAsync("PRAGMA journal_mode = WAL;");
            }

            // What is missing is looked up when nobody else can be applying it: SQLite's driver begins with BEGIN IMMEDIATE,
            // which takes the lock for writing; in PostgreSQL the transaction holds a lock of its own.
            var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using (transaction.ConfigureAwait(false))
            {
                if (database.Provider == DatabaseProvider.Postgres)
                {
                    await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@PostgresLock)", new { PostgresLock }, transaction);
                }

                await ApplyMissingAsync(connection, transaction, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
        }
    }

    private async Task ApplyMissingAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(
            "CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL PRIMARY KEY)", transaction: transaction);
        var current = await connection.ExecuteScalarAsync<int>(
            "SELECT coalesce(max(version), 0) FROM schema_version", transaction: transaction);
        var scripts = Scripts();
        if (current > scripts[^1].Version)
        {
            throw new InvalidOperationException(
                $"The database has schema version {current}; this program knows versions up to {scripts[^1].Version}. Use a later version of the program.");
        }

        foreach (var (version, sql) in scripts.Where(script => script.Version > current))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await connection.ExecuteAsync(sql, transaction: transaction);
            await connection.ExecuteAsync("INSERT INTO schema_version (version) VALUES (@version)", new { version }, transaction);
        }
    }

    private List<(int Version, string Sql)> Scripts()
    {
        var folder = database.Provider == DatabaseProvider.Sqlite ? "Schema/sqlite/" : "Schema/postgres/";
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => (int.Parse(name.AsSpan(folder.Length, 3), CultureInfo.InvariantCulture), Read(assembly, name))),
        ];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
