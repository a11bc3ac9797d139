using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Orleans.StandIn.Tests.State;

/// <summary>Gives out connections and counts them.</summary>
public sealed class SqliteDataSource(string connectionString) : DbDataSource
{
    private int _connections;

    public int Connections => _connections;

    public override string ConnectionString => connectionString;

    protected override DbConnection CreateDbConnection()
    {
        Interlocked.Increment(ref _connections);
        return new SqliteConnection(connectionString);
    }
}
