using System.Collections.Concurrent;
using Dapper;
using ImageOrleans.Storage.Database;
using ImageOrleans.Storage.Objects;
using ImageOrleans.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

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

    // As processes of a cluster do when they start together.
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Many_may_apply_it_at_once_to_a_new_database(DatabaseProvider provider)
    {
        await using var testDatabase = await TestDatabase.CreateAsync(provider);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => InstallAsync(testDatabase), Cancellation)));

        await using var database = DatabaseOf(testDatabase);
        Assert.Empty(await new RequestTable(database).ListUnfinishedAsync(Cancellation));
    }

    [Fact]
    public async Task Those_who_wait_for_another_one_do_not_apply_again_what_it_has_applied()
    {
        await using var testDatabase = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await using var another = new SqliteConnection(testDatabase.Options.ConnectionString);
        await another.OpenAsync(Cancellation);
        await another.ExecuteAsync("PRAGMA journal_mode = WAL; CREATE TABLE schema_version (version integer NOT NULL PRIMARY KEY); BEGIN IMMEDIATE");

        var waiting = new ConcurrentBag<Thread>();
        var installations = Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                waiting.Add(Thread.CurrentThread);
                InstallAsync(testDatabase).GetAwaiter().GetResult();
            },
            Cancellation,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToList();

        // SQLite's driver sleeps while another one writes.
        await Eventually.HoldsAsync(
            () => waiting.Count == installations.Count && waiting.All(thread => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin)), Cancellation);
        await another.ExecuteAsync("COMMIT");

        await Task.WhenAll(installations);
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

    private static async Task InstallAsync(TestDatabase testDatabase)
    {
        await using var database = DatabaseOf(testDatabase);
        await new SchemaInstaller(database).ApplyAsync(Cancellation);
    }

    private static CatalogueDatabase DatabaseOf(TestDatabase testDatabase) =>
        new(Options.Create(testDatabase.Options), Options.Create(new StorageOptions()));
}
