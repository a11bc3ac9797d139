using ImageOrleans.Contracts;
using Microsoft.Data.Sqlite;
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
    public async Task Another_grain_learns_that_a_failure_passes_and_what_is_away()
    {
        var failure = new OrleansException("Error from storage provider", new SqliteException("database or disk is full", 13));

        var told = await Assert.ThrowsAsync<TransientFailureException>(() => TransientFailures.AnswerAsync<int>(() => throw failure));

        Assert.Contains("the database (database or disk is full)", told.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidDataException>(() => TransientFailures.AnswerAsync<int>(() => throw new InvalidDataException()));
        await Assert.ThrowsAsync<InconsistentStateException>(() => TransientFailures.AnswerAsync<int>(() => throw new InconsistentStateException()));
    }

    [Fact]
    public async Task A_conflict_of_versions_in_another_grain_is_not_one_of_the_caller()
    {
        await Assert.ThrowsAsync<TransientFailureException>(() => TransientFailures.CallAsync<int>(() => throw new InconsistentStateException()));
    }
}
