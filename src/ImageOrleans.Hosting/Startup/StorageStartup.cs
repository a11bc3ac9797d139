using System.Data.Common;
using ImageOrleans.Storage.Database;
using ImageOrleans.Storage.Objects;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace ImageOrleans.Hosting.Startup;

/// <summary>Makes files and database ready before anything else starts.</summary>
internal sealed class StorageStartup(
    SchemaInstaller schema,
    ObjectStore objects,
    IOptions<StorageOptions> storage,
    IOptions<ClusterSettings> cluster,
    TimeProvider time,
    ILogger<StorageStartup> logger) : IHostedLifecycleService, IDisposable
{
    // In a cluster somebody else may be writing what looks abandoned.
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromDays(1);

    private DataDirectoryLock? _lock;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var isAlone = cluster.Value.Clustering == ClusteringKind.Embedded;
        if (isAlone)
        {
            _lock = DataDirectoryLock.Take(storage.Value.DataDirectory);
        }

        var longAgo = time.GetUtcNow() - AbandonedAfter;
        objects.DeleteAbandoned(isAlone ? DateTimeOffset.MaxValue : longAgo);

        // A web server submits an upload as soon as it is stored. Swept all the same, it is refused as gone, and sent again.
        objects.DeleteAbandonedUploads(longAgo);
        await InstallSchemaAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _lock?.Dispose();

    // Started together with its database, a process is often the first to be ready.
    private async Task InstallSchemaAsync(CancellationToken cancellationToken)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        var pipeline = builder.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<DbException>(DatabaseFailures.IsTransient),
            MaxRetryAttempts = 15,
            Delay = TimeSpan.FromSeconds(2),
            OnRetry = arguments =>
            {
                logger.LogWarning("The database is not ready: {Problem} Trying again.", arguments.Outcome.Exception?.Message);
                return default;
            },
        }).Build();
        await pipeline.ExecuteAsync(async token => await schema.ApplyAsync(token), cancellationToken);
    }
}
