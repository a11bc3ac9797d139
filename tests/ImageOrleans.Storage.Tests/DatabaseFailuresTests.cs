using System.Data.Common;
using System.Net.Sockets;
using Dapper;
using ImageOrleans.Storage.Database;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ImageOrleans.Storage.Tests;

public sealed class DatabaseFailuresTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(5, true)] // SQLITE_BUSY
    [InlineData(6, true)] // SQLITE_LOCKED
    [InlineData(10, true)] // SQLITE_IOERR
    [InlineData(13, true)] // SQLITE_FULL
    [InlineData(14, true)] // SQLITE_CANTOPEN
    [InlineData(1, false)] // SQLITE_ERROR
    [InlineData(8, false)] // SQLITE_READONLY
    [InlineData(11, false)] // SQLITE_CORRUPT
    [InlineData(19, false)] // SQLITE_CONSTRAINT
    [InlineData(26, false)] // SQLITE_NOTADB
    public void SQLite_passes_when_it_is_busy_full_or_away(int resultCode, bool isTransient)
    {
        Assert.Equal(isTransient, DatabaseFailures.IsTransient(new SqliteException("x", resultCode)));
    }

    [Theory]
    [InlineData("53300", true)] // too_many_connections
    [InlineData("53100", true)] // disk_full
    [InlineData("57P01", true)] // admin_shutdown
    [InlineData("57P02", true)] // crash_shutdown
    [InlineData("57P03", true)] // cannot_connect_now
    [InlineData("40001", true)] // serialization_failure
    [InlineData("40P01", true)] // deadlock_detected
    [InlineData("25006", true)] // read_only_sql_transaction
    [InlineData("08006", true)] // connection_failure
    [InlineData("23505", false)] // unique_violation
    [InlineData("42601", false)] // syntax_error
    [InlineData("42P01", false)] // undefined_table
    [InlineData("42501", false)] // insufficient_privilege
    [InlineData("28P01", false)] // invalid_password
    public void PostgreSQL_passes_when_it_is_away_full_or_undecided(string sqlState, bool isTransient)
    {
        Assert.Equal(isTransient, DatabaseFailures.IsTransient(new PostgresException("x", "ERROR", "ERROR", sqlState)));
    }

    [Fact]
    public void A_connection_that_breaks_passes_and_another_failure_of_the_driver_does_not()
    {
        Assert.True(DatabaseFailures.IsTransient(new NpgsqlException("x", new SocketException())));
        Assert.True(DatabaseFailures.IsTransient(new NpgsqlException("x", new EndOfStreamException())));
        Assert.True(DatabaseFailures.IsTransient(new NpgsqlException("The connection pool has been exhausted", new TimeoutException())));
        Assert.False(DatabaseFailures.IsTransient(new NpgsqlException("x")));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task What_is_wrong_with_a_statement_does_not_pass(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        await using var connection = await fixture.Database.Writes.OpenConnectionAsync(Cancellation);

        foreach (var sql in new[] { "SELEKT 1", "SELECT * FROM nowhere", "INSERT INTO schema_version (version) VALUES (1)" })
        {
            var exception = await Assert.ThrowsAnyAsync<DbException>(() => connection.ExecuteAsync(sql));
            Assert.False(DatabaseFailures.IsTransient(exception), exception.Message);
        }
    }

    [Fact]
    public async Task A_server_that_is_not_there_passes()
    {
        await using var source = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=x;Timeout=5");

        var exception = await Assert.ThrowsAnyAsync<DbException>(() => source.OpenConnectionAsync(Cancellation).AsTask());

        Assert.True(DatabaseFailures.IsTransient(exception), exception.Message);
    }
}
