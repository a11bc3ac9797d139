using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ImageOrleans.Storage.Database;

/// <summary>Connections for reading from a SQLite file in WAL mode. They wait for nobody.</summary>
internal sealed class SqliteReadSource(string connectionString) : DbDataSource
{
    public override string ConnectionString => connectionString;

    protected override DbConnection CreateDbConnection() => new SqliteConnection(connectionString);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Pooled connections keep the file open, and its WAL beside it.
            using var connection = new SqliteConnection(connectionString);
            SqliteConnection.ClearPool(connection);
        }

        base.Dispose(disposing);
    }

    protected override ValueTask DisposeAsyncCore()
    {
        Dispose(disposing: true);
        return base.DisposeAsyncCore();
    }
}
