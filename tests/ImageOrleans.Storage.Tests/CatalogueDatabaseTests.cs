using ImageOrleans.Storage.Database;
using ImageOrleans.Storage.Objects;
using Npgsql;
using MsOptions = Microsoft.Extensions.Options.Options;

namespace ImageOrleans.Storage.Tests;

public sealed class CatalogueDatabaseTests
{
    [Fact]
    public async Task More_connections_kept_open_than_readers_may_have_are_no_reason_to_refuse()
    {
        var options = new DatabaseOptions
        {
            Provider = DatabaseProvider.Postgres,
            ConnectionString = "Host=localhost;Database=catalogue;Minimum Pool Size=8",
            MaxConnections = 16,
        };

        await using var database = new CatalogueDatabase(MsOptions.Create(options), MsOptions.Create(new StorageOptions()));

        Assert.Equal((8, 12), PoolOf(database.Writes.ConnectionString));
        Assert.Equal((4, 4), PoolOf(database.Reads.ConnectionString));
    }

    private static (int Least, int Most) PoolOf(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        return (builder.MinPoolSize, builder.MaxPoolSize);
    }
}
