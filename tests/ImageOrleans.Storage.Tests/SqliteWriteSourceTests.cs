using System.Data.Common;
using Dapper;
using ImageOrleans.Storage.Database;
using ImageOrleans.TestSupport;
using Microsoft.Data.Sqlite;

namespace ImageOrleans.Storage.Tests;

public sealed class SqliteWriteSourceTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteWriteSource _source;

    public SqliteWriteSourceTests()
    {
        _source = new SqliteWriteSource($"Data Source={Path.Combine(_folder.Path, "test.db")}");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_who_write_take_turns()
    {
        await ExecuteAsync("CREATE TABLE counter (value integer NOT NULL)");
        await ExecuteAsync("INSERT INTO counter VALUES (0)");

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () =>
        {
            await using var connection = await _source.OpenConnectionAsync(Cancellation);
            var value = await connection.ExecuteScalarAsync<int>("SELECT value FROM counter");
            await Task.Yield();
            await connection.ExecuteAsync("UPDATE counter SET value = @next", new { next = value + 1 });
        }, Cancellation)));

        Assert.Equal(50, await ScalarAsync<int>("SELECT value FROM counter"));
    }

    [Fact]
    public async Task A_closed_connection_has_no_turn()
    {
        var first = await _source.OpenConnectionAsync(Cancellation);
        await first.CloseAsync();
        await using var second = await _source.OpenConnectionAsync(Cancellation);

        // Closed twice, it does not end the turn of the second.
        await first.DisposeAsync();
        var third = _source.OpenConnectionAsync(Cancellation).AsTask();

        Assert.False(third.IsCompleted);
        Assert.Throws<InvalidOperationException>(() => first.CreateCommand());
        await second.DisposeAsync();
        await (await third).DisposeAsync();
    }

    [Fact]
    public async Task A_command_does_nothing_when_its_turn_is_over()
    {
        var connection = await _source.OpenConnectionAsync(Cancellation);
        var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE late (value integer)";
        await connection.DisposeAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => command.ExecuteNonQueryAsync(Cancellation));
    }

    [Fact]
    public async Task What_is_not_committed_is_undone()
    {
        await ExecuteAsync("CREATE TABLE note (value text)");
        await using (var connection = await _source.OpenConnectionAsync(Cancellation))
        {
            var transaction = await connection.BeginTransactionAsync(Cancellation);
            await connection.ExecuteAsync("INSERT INTO note VALUES ('x')", transaction: transaction);
        }

        Assert.Equal(0, await ScalarAsync<int>("SELECT count(*) FROM note"));
    }

    [Fact]
    public async Task What_is_committed_is_there_for_others()
    {
        await ExecuteAsync("CREATE TABLE note (value text)");
        await using (var connection = await _source.OpenConnectionAsync(Cancellation))
        {
            await using var transaction = await connection.BeginTransactionAsync(Cancellation);
            await connection.ExecuteAsync("INSERT INTO note VALUES ('x')", transaction: transaction);
            await transaction.CommitAsync(Cancellation);
        }

        await using var others = new SqliteReadSource(_source.ConnectionString);
        await using var other = await others.OpenConnectionAsync(Cancellation);
        Assert.Equal("x", await other.ExecuteScalarAsync<string>("SELECT value FROM note"));
    }

    [Fact]
    public async Task A_statement_is_run_with_the_values_of_its_time()
    {
        const string Sql = "SELECT @value";

        Assert.Equal("a", await ScalarAsync<string>(Sql, new { value = "a" }));
        Assert.Equal(7, await ScalarAsync<int>(Sql, new { value = 7 }));
        Assert.Null(await ScalarAsync<string>(Sql, new { value = (string?)null }));

        // The values of the last run are not those of a run without any.
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => ScalarAsync<string>(Sql));
        Assert.Contains("@value", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statement_can_be_run_while_it_is_read()
    {
        const string Sql = "SELECT value FROM json_each('[1,2,3]')";
        await using var connection = await _source.OpenConnectionAsync(Cancellation);
        var pairs = new List<(int, int)>();
        await using (var outer = await connection.ExecuteReaderAsync(Sql))
        {
            while (await outer.ReadAsync(Cancellation))
            {
                pairs.AddRange(connection.Query<int>(Sql).Select(inner => (outer.GetInt32(0), inner)));
            }
        }

        Assert.Equal([(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3), (3, 1), (3, 2), (3, 3)], pairs);
    }

    [Fact]
    public async Task A_table_that_changed_is_read_as_it_is()
    {
        await ExecuteAsync("CREATE TABLE note (a text)");
        await ExecuteAsync("INSERT INTO note VALUES ('x')");
        Assert.Single(await ColumnsAsync());

        await ExecuteAsync("ALTER TABLE note ADD COLUMN b text");

        Assert.Equal(["a", "b"], await ColumnsAsync());

        async Task<List<string>> ColumnsAsync()
        {
            await using var connection = await _source.OpenConnectionAsync(Cancellation);
            await using var reader = await connection.ExecuteReaderAsync("SELECT * FROM note");
            return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        }
    }

    [Fact]
    public async Task More_texts_than_are_kept_are_run_all_the_same()
    {
        for (var i = 0; i < 300; i++)
        {
            Assert.Equal(i, await ScalarAsync<int>($"SELECT {i}"));
        }
    }

    [Fact]
    public async Task After_a_failure_it_goes_on()
    {
        await ExecuteAsync("CREATE TABLE note (value text NOT NULL)");
        await Assert.ThrowsAsync<SqliteException>(async () =>
        {
            await using var connection = await _source.OpenConnectionAsync(Cancellation);
            await using var transaction = await connection.BeginTransactionAsync(Cancellation);
            await connection.ExecuteAsync("INSERT INTO note VALUES ('x')", transaction: transaction);
            await connection.ExecuteAsync("INSERT INTO note VALUES (NULL)", transaction: transaction);
        });

        await ExecuteAsync("INSERT INTO note VALUES ('y')");

        Assert.Equal("y", await ScalarAsync<string>("SELECT group_concat(value) FROM note"));
    }

    [Fact]
    public async Task It_stays_open_unless_something_failed()
    {
        await ExecuteAsync("CREATE TABLE note (value text NOT NULL, PRIMARY KEY (value))");
        var first = await HandleAfterAsync("INSERT INTO note VALUES ('x') RETURNING value");
        var second = await HandleAfterAsync("SELECT value FROM note");
        var third = await HandleAfterAsync("INSERT INTO note VALUES ('x') ON CONFLICT (value) DO NOTHING");
        await Assert.ThrowsAsync<SqliteException>(() => ExecuteAsync("INSERT INTO note VALUES ('x')"));
        var fourth = await HandleAfterAsync("SELECT value FROM note");

        Assert.Same(first, second);
        Assert.Same(first, third);
        Assert.NotSame(first, fourth);

        async Task<object?> HandleAfterAsync(string sql)
        {
            await using var connection = (SqliteConnection)await _source.OpenConnectionAsync(Cancellation);
            await connection.ExecuteScalarAsync(sql);
            return connection.Handle;
        }
    }

    [Fact]
    public async Task A_reader_left_open_is_in_nobodys_way()
    {
        await ExecuteAsync("CREATE TABLE note (value integer)");
        await ExecuteAsync("INSERT INTO note VALUES (1), (2)");
        DbDataReader left;
        await using (var connection = await _source.OpenConnectionAsync(Cancellation))
        {
            left = await connection.ExecuteReaderAsync("SELECT value FROM note");
            Assert.True(await left.ReadAsync(Cancellation));
        }

        await ExecuteAsync("DROP TABLE note");
        await left.DisposeAsync();
    }

    [Fact]
    public async Task A_file_that_cant_be_opened_costs_nobody_the_turn()
    {
        await using var source = new SqliteWriteSource($"Data Source={Path.Combine(_folder.Path, "none", "test.db")}");

        await Assert.ThrowsAsync<SqliteException>(async () => await source.OpenConnectionAsync(Cancellation));
        Directory.CreateDirectory(Path.Combine(_folder.Path, "none"));

        await using var connection = await source.OpenConnectionAsync(Cancellation);
        Assert.Equal(1, await connection.ExecuteScalarAsync<int>("SELECT 1"));
    }

    [Fact]
    public async Task Who_waits_when_it_is_closed_is_refused()
    {
        var source = new SqliteWriteSource(_source.ConnectionString);
        var connection = await source.OpenConnectionAsync(Cancellation);
        var closing = source.DisposeAsync().AsTask();
        var waiting = source.OpenConnectionAsync(Cancellation).AsTask();
        Assert.False(closing.IsCompleted);

        await connection.DisposeAsync();

        await closing;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        _folder.Dispose();
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await _source.OpenConnectionAsync(Cancellation);
        await connection.ExecuteAsync(sql);
    }

    private async Task<T?> ScalarAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await _source.OpenConnectionAsync(Cancellation);
        return await connection.ExecuteScalarAsync<T>(sql, parameters);
    }
}
