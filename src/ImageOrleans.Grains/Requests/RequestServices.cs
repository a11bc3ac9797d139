using ImageOrleans.Storage.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageOrleans.Grains.Requests;

/// <summary>What a request grain works with.</summary>
/// <param name="grains">Other grains.</param>
/// <param name="store">Files and table rows.</param>
/// <param name="table">The table of requests.</param>
/// <param name="segments">The tables of products and images.</param>
/// <param name="remover">Removes requests.</param>
/// <param name="budget">Bounds the images in flight.</param>
/// <param name="options">How much is done at once.</param>
/// <param name="lifetime">The process.</param>
/// <param name="time">The time.</param>
/// <param name="logger">Where it writes what people have to know.</param>
public sealed class RequestServices(
    IGrainFactory grains,
    RequestStore store,
    RequestTable table,
    SegmentTables segments,
    RequestRemover remover,
    ImageBudget budget,
    IOptions<ProcessingOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<RequestGrain> logger)
{
    internal IGrainFactory Grains => grains;

    internal RequestStore Store => store;

    internal RequestTable Table => table;

    internal SegmentTables Segments => segments;

    internal RequestRemover Remover => remover;

    internal ImageBudget Budget => budget;

    internal ProcessingOptions Options => options.Value;

    /// <summary>Whether the process was asked to stop: what fails from now on may fail because of that.</summary>
    internal bool IsStopping => lifetime.ApplicationStopping.IsCancellationRequested;

    internal TimeProvider Time => time;

    internal ILogger Logger => logger;
}
