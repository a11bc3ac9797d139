using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using ImageOrleans.Contracts;
using ImageOrleans.Csv;

namespace ImageOrleans.Grains.Requests;

/// <summary>
/// One pass over segments of a request: loads them, has their rows processed with a bounded number of images in flight, and
/// hands each finished segment on. It runs in turns of the request's grain: nothing here happens at the same time as
/// anything else, and nothing blocks the grain.
/// </summary>
internal sealed class RequestRun
{
    // Rows of several megabytes exist: this many bytes of the catalogue are held at the most, beside one segment.
    private const long MaxOpenBytes = 32 * 1024 * 1024;

    private readonly RequestRunInput _input;
    private readonly RequestServices _services;
    private readonly TransientPatience _patience;
    private readonly Func<OpenSegment, Task> _commit;
    private readonly UrlWindow _urls = new();
    private readonly List<OpenSegment> _open = [];
    private readonly HashSet<Task> _calls = [];
    private bool _tablesKnowSomething;
    private ExceptionDispatchInfo? _failure;

    /// <param name="input">What to do.</param>
    /// <param name="services">What it takes.</param>
    /// <param name="patience">Waits out what passes by itself.</param>
    /// <param name="commit">Keeps a finished segment. It is tried until it succeeds.</param>
    public RequestRun(RequestRunInput input, RequestServices services, TransientPatience patience, Func<OpenSegment, Task> commit)
    {
        _input = input;
        _services = services;
        _patience = patience;
        _commit = commit;
        _tablesKnowSomething = input.HasFinishedSegments;
    }

    /// <summary>The counts of what is done and not handed on yet.</summary>
    public RequestProgress Uncommitted => _open.Aggregate(new RequestProgress(), (sum, segment) => sum + segment.Progress);

    /// <summary>Processes all segments.</summary>
    /// <param name="cancellationToken">Ends the run: what is finished stays, what is in flight is left to itself.</param>
    /// <returns>A task that ends when every segment is committed.</returns>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var underWay = new List<Task>();
        try
        {
            foreach (var number in _input.Segments)
            {
                while (IsFull(number))
                {
                    await Task.WhenAny(underWay);
                    await EndFinishedAsync(underWay);
                }

                var segment = await LoadAsync(number, stop.Token);
                _open.Add(segment);
                underWay.Add(FinishAsync(segment, await StartRowsAsync(segment, stop), stop.Token));
            }

            await Task.WhenAll(underWay);
        }
        catch (OperationCanceledException) when (_failure is not null)
        {
            // What was stopped because of the failure is seen before the failure itself.
            _failure.Throw();
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(underWay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    /// <summary>Waits until no call of an ended run is under way any more.</summary>
    /// <returns>A task that ends then; it does not fail.</returns>
    public async Task WhenDrainedAsync()
    {
        while (_calls.Count > 0)
        {
            await Task.WhenAny(_calls);
        }
    }

    private bool IsFull(int next) =>
        _open.Count >= _services.Options.OpenSegments
        || (_open.Count > 0 && _open.Sum(segment => BytesOf(segment.Number)) + BytesOf(next) > MaxOpenBytes);

    private long BytesOf(int segment)
    {
        var offsets = _input.Index.SegmentOffsets;
        return segment + 1 < offsets.Count ? offsets[segment + 1] - offsets[segment] : 0;
    }

    private static async Task EndFinishedAsync(List<Task> tasks)
    {
        foreach (var task in tasks.Where(task => task.IsCompleted).ToList())
        {
            tasks.Remove(task);
            await task;
        }
    }

    private async Task<OpenSegment> LoadAsync(int number, CancellationToken cancellationToken)
    {
        var rows = await _patience.TryAsync(
            () => _services.Store.LoadSegmentAsync(_input.RequestId, _input.Index, number, cancellationToken), cancellationToken);
        if (_tablesKnowSomething)
        {
            var urls = _urls.Missing(rows.Where(row => row.Error is null).SelectMany(row => row.Urls).Distinct(StringComparer.Ordinal));
            var known = await _patience.TryAsync(
                () => _services.Store.FindKnownAsync(_input.RequestId, urls, withFailures: _input.Attempt == 1, cancellationToken), cancellationToken);
            foreach (var (url, outcome) in known)
            {
                _urls.Add(url, outcome, number);
            }
        }

        return new OpenSegment(number, rows);
    }

    private async Task<List<Task>> StartRowsAsync(OpenSegment segment, CancellationTokenSource stop)
    {
        var tasks = new List<Task>(segment.Rows.Count);
        foreach (var row in segment.Rows)
        {
            if (row.Error is { } error)
            {
                var outcome = ImageOutcome.Failed(new ImageFailure(FailureCodes.InvalidRow, error.Message));
                segment.Complete(row, [.. row.Urls.Select(_ => outcome)]);
                continue;
            }

            var urls = row.Urls.Distinct(StringComparer.Ordinal).ToList();
            var own = urls.Where(url => _urls.TryOwn(url, segment.Number)).ToList();
            if (own.Count == urls.Count)
            {
                // Nothing to wait for but the budget. Waiting here keeps the rest of the segment waiting too.
                var share = await _services.Budget.TakeAsync(own.Count, stop.Token);
                tasks.Add(StopOnFailureAsync(ProcessAsync(segment, row, own, share, [], stop.Token), stop));
            }
            else
            {
                var others = urls.Except(own, StringComparer.Ordinal).ToList();
                tasks.Add(StopOnFailureAsync(ProcessWhenKnownAsync(segment, row, own, others, stop.Token), stop));
            }
        }

        return tasks;
    }

    private async Task StopOnFailureAsync(Task row, CancellationTokenSource stop)
    {
        try
        {
            await row;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Others may wait for what this row will never give them.
            _failure ??= ExceptionDispatchInfo.Capture(exception);
            await stop.CancelAsync();
            throw;
        }
    }

    private async Task ProcessWhenKnownAsync(
        OpenSegment segment, CatalogueRow row, List<string> own, List<string> others, CancellationToken cancellationToken)
    {
        var known = new List<KnownImage>(others.Count);
        foreach (var url in others)
        {
            known.Add(new KnownImage(url, await _urls.OutcomeOf(url).WaitAsync(cancellationToken)));
        }

        // A row without any work to do takes a share too: it costs a call and a write.
        var share = await _services.Budget.TakeAsync(Math.Max(1, own.Count), cancellationToken);
        await ProcessAsync(segment, row, own, share, known, cancellationToken);
    }

    private async Task ProcessAsync(
        OpenSegment segment, CatalogueRow row, List<string> own, IDisposable share, List<KnownImage> known, CancellationToken cancellationToken)
    {
        var job = new ProductJob
        {
            Attempt = _input.Attempt,
            Settings = _input.Settings,
            Urls = row.Urls,
            Known = [.. known],
        };

        // The call and its share of the budget live on when nobody waits for it any more.
        var call = CallAsync(row.Index, job, share, cancellationToken);
        _calls.Add(call);
        _ = ForgetAsync(call);
        var outcomes = await call.WaitAsync(cancellationToken);
        foreach (var url in own)
        {
            _urls.Resolve(url, outcomes[row.Urls.IndexOf(url, 0, row.Urls.Length, StringComparer.Ordinal)]);
        }

        segment.Complete(row, outcomes);
    }

    private async Task<ImmutableArray<ImageOutcome>> CallAsync(int rowIndex, ProductJob job, IDisposable share, CancellationToken cancellationToken)
    {
        using (share)
        {
            var product = _services.Grains.GetGrain<IProductGrain>(_input.RequestId, ProductKey.Extension(rowIndex));
            return await _patience.TryAsync(() => product.Process(job), cancellationToken);
        }
    }

    private async Task ForgetAsync(Task call)
    {
        await call.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _calls.Remove(call);
    }

    private async Task FinishAsync(OpenSegment segment, List<Task> rows, CancellationToken cancellationToken)
    {
        await Task.WhenAll(rows);
        await _patience.TryAsync(
            async () =>
            {
                await _commit(segment);
                return true;
            },
            cancellationToken);
        _tablesKnowSomething = true;
        _open.Remove(segment);
        _urls.Forget(segment.Number);
    }
}
