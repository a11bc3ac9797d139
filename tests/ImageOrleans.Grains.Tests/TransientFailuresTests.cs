using ImageOrleans.Contracts;
using ImageOrleans.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Orleans.Runtime.Messaging;
using Orleans.Storage;

namespace ImageOrleans.Grains.Tests;

public sealed class TransientFailuresTests
{
    public static TheoryData<Exception, bool> Failures() => new()
    {
        { new IOException("No space left on device"), true },
        { new DirectoryNotFoundException(), true },
        { new PathTooLongException(), false },
        { new EndOfStreamException(), false },
        { new UnauthorizedAccessException(), false },
        { new InvalidDataException(), false },
        { new SqliteException("locked", 5), true },
        { new SqliteException("constraint", 19), false },
        { new PostgresException("terminating connection", "FATAL", "FATAL", "57P01"), true },
        { new PostgresException("duplicate key", "ERROR", "ERROR", "23505"), false },
        { new OrleansException("Error from storage provider", new SqliteException("full", 13)), true },
        { new OrleansException("Error from storage provider", new PostgresException("no table", "ERROR", "ERROR", "42P01")), false },
        { new OrleansException("x", new InvalidOperationException()), false },
        { new OrleansException("No active nodes are compatible with grain product."), true },
        { new BadProviderConfigException("x"), false },
        { new SiloUnavailableException(), true },
        { new ConnectionFailedException("x"), true },
        { new GatewayTooBusyException(), true },
        { new TransientFailureException("x"), true },
        { new InconsistentStateException("x"), true },
        { new TimeoutException(), true },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void What_passes_is_told_from_what_does_not(Exception exception, bool isTransient)
    {
        Assert.Equal(isTransient, GrainCallRetry.IsTransient(exception));
    }

    [Fact]
    public void What_is_told_says_what_is_away()
    {
        var failure = new OrleansException("Error from storage provider", new SqliteException("database or disk is full", 13));

        var told = TransientFailures.Tell(failure, NullLogger.Instance);

        Assert.Contains("the database (database or disk is full)", told.Message, StringComparison.Ordinal);
        Assert.Null(told.InnerException);
    }

    [Fact]
    public void What_does_not_pass_or_gets_to_the_caller_anyway_is_not_told_anew()
    {
        Assert.True(TransientFailures.NeedsTelling(new IOException()));
        Assert.False(TransientFailures.NeedsTelling(new InvalidDataException()));
        Assert.False(TransientFailures.NeedsTelling(new InconsistentStateException()));
        Assert.False(TransientFailures.NeedsTelling(new TransientFailureException()));
    }

    [Fact]
    public async Task Who_calls_a_grain_learns_that_a_failure_passes()
    {
        await using var data = await CatalogueData.CreateAsync();
        await using var cluster = await CatalogueCluster.StartAsync(data);

        // Where the folder of the requests should be, there is no folder.
        await File.WriteAllTextAsync(data.PathOf("requests"), "", TestContext.Current.CancellationToken);
        var failure = await Assert.ThrowsAsync<TransientFailureException>(
            () => cluster.SubmitAsync(Guid.NewGuid(), "S. No.,Product Name,Input Image Urls\n1,Lamp,http://127.0.0.1:1/lamp.jpg\n"));

        Assert.StartsWith("the disk (", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conflict_of_versions_in_another_grain_is_not_one_of_the_caller()
    {
        await Assert.ThrowsAsync<TransientFailureException>(() => TransientFailures.CallAsync<int>(() => throw new InconsistentStateException()));
    }
}
