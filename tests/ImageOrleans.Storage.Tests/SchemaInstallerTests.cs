using Dapper;
using ImageOrleans.Storage.Database;

namespace ImageOrleans.Storage.Tests;

public sealed class SchemaInstallerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Applied_again_it_changes_nothing(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        var request = Samples.Request();
        await fixture.Requests.SaveAsync(request, outputFile: null, Cancellation);

        await new SchemaInstaller(fixture.Database).ApplyAsync(Cancellation);

        Assert.Equal(request, await fixture.Requests.FindAsync(request.Id, Cancellation));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Several_may_apply_it_at_once(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        await using (var connection = await fixture.Database.Writes.OpenConnectionAsync(Cancellation))
        {
            foreach (var table in new[] { "image", "product", "csv_request", "OrleansStorage", "OrleansQuery", "schema_version" })
            {
                await connection.ExecuteAsync($"DROP TABLE {table}");
            }

            if (provider == DatabaseProvider.Postgres)
            {
                await connection.ExecuteAsync("DROP TABLE OrleansRemindersTable");
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new SchemaInstaller(fixture.Database).ApplyAsync(Cancellation)));

        Assert.Empty(await fixture.Requests.ListUnfinishedAsync(Cancellation));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_database_of_a_later_version_is_refused(DatabaseProvider provider)
    {
        await using var fixture = await DatabaseFixture.CreateAsync(provider);
        await using (var connection = await fixture.Database.Writes.OpenConnectionAsync(Cancellation))
        {
            await connection.ExecuteAsync("INSERT INTO schema_version (version) VALUES (999)");
        }

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => new SchemaInstaller(fixture.Database).ApplyAsync(Cancellation));

        Assert.Contains("999", exception.Message, StringComparison.Ordinal);
    }
}
