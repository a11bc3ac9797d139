using System.Collections.Immutable;
using ImageOrleans.Contracts;
using ImageOrleans.Grains.State;
using Orleans.Placement;

namespace ImageOrleans.Grains.Products;

/// <summary>
/// Drives the images of one row, and remembers what became of them. Rows are alike and short: silos that are chosen at random
/// share them evenly. By their load they would be chosen too late, as it is told once a second.
/// </summary>
[RandomPlacement]
public sealed class ProductGrain(
    [PersistentState(GrainStorageNames.Product, GrainStorageNames.Provider)] IPersistentState<ProductState> state,
    GrainCallRetry retry) : Grain, IProductGrain
{
    // The images of one row at once: a row of thousands must not take all workers.
    private const int MaxImagesAtOnce = 64;

    /// <inheritdoc />
    public async Task<ImmutableArray<ImageOutcome>> Process(ProductJob job)
    {
        if (IsDone(job))
        {
            DeactivateOnIdle();
            return state.State.Outcomes;
        }

        var outcomes = new Dictionary<string, ImageOutcome>(StringComparer.Ordinal);
        foreach (var known in job.Known)
        {
            outcomes[known.Url] = known.Outcome;
        }

        // What has a result from an earlier attempt keeps it.
        for (var i = 0; i < state.State.Outcomes.Length; i++)
        {
            if (state.State.Outcomes[i].Status != ImageStatus.Failed)
            {
                outcomes.TryAdd(job.Urls[i], state.State.Outcomes[i]);
            }
        }

        await CompressAsync([.. job.Urls.Distinct(StringComparer.Ordinal).Where(url => !outcomes.ContainsKey(url))], job.Settings, outcomes);

        state.State.Attempt = job.Attempt;
        state.State.Outcomes = [.. job.Urls.Select(url => outcomes[url])];
        await state.WriteStateAsync();

        // Asked again it answers from its stored state; until then it need not take memory.
        DeactivateOnIdle();
        return state.State.Outcomes;
    }

    private bool IsDone(ProductJob job) =>
        state.RecordExists
        && (state.State.Attempt >= job.Attempt || state.State.Outcomes.All(outcome => outcome.Status != ImageStatus.Failed));

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
                outcomes[url] = await retry.CallAsync(() => worker.Compress(new ImageJob(url, settings)));
            }
        }
    }
}
