using ImageOrleans.Contracts;
using ImageOrleans.TestSupport;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
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

    public static TheoryData<Exception, string> Causes() => new()
    {
        { new OrleansException("Error from storage provider", new SqliteException("secret", 13)), "the database's disk is full." },
        { new PostgresException("secret", "ERROR", "ERROR", "53100"), "the database's disk is full." },
        { new PostgresException("secret", "FATAL", "FATAL", "57P01"), "the database can't be used." },
        { new IOException("secret", 28), "the disk is full." },
        { new DirectoryNotFoundException("secret"), "the disk can't be used." },
        { new ConnectionFailedException("secret"), "a silo of the cluster." },
    };

    [Theory]
    [MemberData(nameof(Causes), DisableDiscoveryEnumeration = true)]
    public void What_is_told_says_what_is_away(Exception failure, string expected)
    {
        var told = new TransientFailureReporter(TimeProvider.System, NullLogger<TransientFailureReporter>.Instance).Report(failure);

        Assert.Equal(expected, told.Message);
        Assert.Null(told.InnerException);
    }

    [Fact]
    public void The_cause_is_written_down_and_warned_of_now_and_then()
    {
        var log = new LogLines();
        var time = new FakeTimeProvider();
        var reporter = new TransientFailureReporter(time, log);
        reporter.Report(new IOException("one"));
        reporter.Report(new IOException("two"));
        time.Advance(TimeSpan.FromSeconds(10));
        reporter.Report(new IOException("three"));

        Assert.Equal([(LogLevel.Warning, "one"), (LogLevel.Debug, "two"), (LogLevel.Warning, "three")], log.Entries);
    }

    [Fact]
    public void What_does_not_pass_or_gets_to_the_caller_anyway_is_not_told_anew()
    {
        Assert.True(TransientFailures.NeedsReport(new IOException()));
        Assert.False(TransientFailures.NeedsReport(new InvalidDataException()));
        Assert.False(TransientFailures.NeedsReport(new InconsistentStateException()));
        Assert.False(TransientFailures.NeedsReport(new TransientFailureException()));
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

        Assert.Equal("the disk can't be used.", failure.Message);
    }

    [Fact]
    public async Task A_conflict_of_versions_in_another_grain_is_not_one_of_the_caller()
    {
        await Assert.ThrowsAsync<TransientFailureException>(() => TransientFailures.CallAsync<int>(() => throw new InconsistentStateException()));
    }

    private sealed class LogLines : ILogger<TransientFailureReporter>
    {
        public List<(LogLevel Level, string? Cause)> Entries { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Entries.Add((logLevel, exception?.Message));
    }
}
