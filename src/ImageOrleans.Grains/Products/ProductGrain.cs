using System.Collections.Immutable;
using ImageOrleans.Contracts;
using ImageOrleans.Grains.Images;
using ImageOrleans.Grains.State;
using Orleans.Placement;
using Orleans.Storage;

namespace ImageOrleans.Grains.Products;

/// <summary>
/// Drives the images of one row, and remembers what became of them. Rows are alike and short: silos that are chosen at random
/// share them evenly. By their load they would be chosen too late, as it is told once a second.
/// </summary>
[RandomPlacement]
public sealed class ProductGrain(
    [PersistentState(GrainStorageNames.Product, GrainStorageNames.Provider)] IPersistentState<ProductState> state,
    ImagePipeline pipeline,
    GrainCallRetry retry,
    StopSignal stop) : Grain, IProductGrain
{
    // The images of one row at once: a row of thousands must not take all workers.
    private const int MaxImagesAtOnce = 64;

    // What is done of a job that could not be ended, as the database or the disk was away. Asked again, it is not done again.
    private (ProductJob Job, Dictionary<string, ImageOutcome> Outcomes)? _unfinished;

    /// <inheritdoc />
    public async Task<ImmutableArray<ImageOutcome>> Process(ProductJob job)
    {
        if (!IsDone(job))
        {
            await ProcessAsync(job);
        }

        // Asked again it answers from its stored state; until then it need not take memory.
        DeactivateOnIdle();
        return state.State.Outcomes;
    }

    private bool IsDone(ProductJob job) => IsOfUpload(job) && state.State.Attempt >= job.Attempt;

    private bool IsOfUpload(ProductJob job) => state.RecordExists && state.State.UploadId == job.UploadId;

    private async Task ProcessAsync(ProductJob job)
    {
        var outcomes = new Dictionary<string, ImageOutcome>(StringComparer.Ordinal);
        foreach (var known in job.Known)
        {
            outcomes[known.Url] = known.Outcome;
        }

        if (IsOfUpload(job))
        {
            await KeepStoredAsync(job.Urls.Zip(state.State.Outcomes), outcomes, withFailures: false);
        }

        if (_unfinished is var (earlier, done) && (earlier.UploadId, earlier.Attempt) == (job.UploadId, job.Attempt))
        {
            await KeepStoredAsync(done.Select(image => (image.Key, image.Value)), outcomes, withFailures: true);
        }

        _unfinished = (job, outcomes);
        await CompressAsync([.. job.Urls.Distinct(StringComparer.Ordinal).Where(url => !outcomes.ContainsKey(url))], job.Settings, outcomes);
        var result = new ProductState
        {
            Attempt = job.Attempt,
            UploadId = job.UploadId,
            Outcomes = [.. job.Urls.Select(url => outcomes[url])],
        };
        try
        {
            await WriteAsync(result);
        }
        catch (InconsistentStateException)
        {
            // Another activation wrote since this one read. Whatever it was, one of the two results stands. If it happens
            // again, Orleans ends this activation, and the request asks the next one.
            await state.ReadStateAsync();
            if (!IsDone(job))
            {
                await WriteAsync(result);
            }
        }

        _unfinished = null;
    }

    // What has a result keeps it, if its image is there still: meanwhile another request may have been removed, and images with
    // it that this one has not written down.
    private async Task KeepStoredAsync(
        IEnumerable<(string Url, ImageOutcome Outcome)> earlier, Dictionary<string, ImageOutcome> outcomes, bool withFailures)
    {
        var kept = await Task.Run(() => earlier.Where(image => IsKept(image.Outcome)).ToList());
        foreach (var (url, outcome) in kept)
        {
            outcomes.TryAdd(url, outcome);
        }

        bool IsKept(ImageOutcome outcome) => outcome.ImageHash is null ? withFailures : pipeline.IsStored(outcome);
    }

    private async Task WriteAsync(ProductState result)
    {
        var before = state.State;
        state.State = result;
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            // What is not stored must not be answered.
            state.State = before;
            throw;
        }
    }

    private async Task CompressAsync(List<string> urls, CompressionSettings settings, Dictionary<string, ImageOutcome> outcomes)
    {
        var worker = GrainFactory.GetGrain<IImageCompressorWorker>(0);
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(MaxImagesAtOnce, urls.Count)).Select(_ => CompressInTurnAsync()));

        // Each takes the next URL when it is done with one. All run in turns of this grain.
        async Task CompressInTurnAsync()
        {
            while (next < urls.Count)
            {
                var url = urls[next++];
                outcomes[url] = await CompressAsync(worker, new ImageJob(url, settings));
            }
        }
    }

    // While this silo stops, its products are given workers on other silos. They begin nothing there, and wait no longer than for
    // those here: else the stop waits for their images until the host gives it up.
    private async Task<ImageOutcome> CompressAsync(IImageCompressorWorker worker, ImageJob job)
    {
        try
        {
            stop.Stopping.ThrowIfCancellationRequested();
            return await retry.CallAsync(() => worker.Compress(job)).WaitAsync(stop.Token);
        }
        catch (OperationCanceledException exception) when (stop.Stopping.IsCancellationRequested)
        {
            throw new SiloUnavailableException("The silo is stopping: another one has to do this image.", exception);
        }
    }
}
