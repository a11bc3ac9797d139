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
    private readonly ProductCalls _calls;
    private readonly Func<OpenSegment, Task> _commit;
    private readonly UrlWindow _urls = new();
    private readonly List<OpenSegment> _open = [];
    private bool _tablesKnowSomething;
    private ExceptionDispatchInfo? _failure;

    /// <param name="input">What to do.</param>
    /// <param name="services">What it takes.</param>
    /// <param name="patience">Waits out what passes by itself.</param>
    /// <param name="calls">The calls of the request's products.</param>
    /// <param name="commit">Keeps a finished segment. It is tried until it succeeds.</param>
    public RequestRun(
        RequestRunInput input, RequestServices services, TransientPatience patience, ProductCalls calls, Func<OpenSegment, Task> commit)
    {
        _input = input;
        _services = services;
        _patience = patience;
        _calls = calls;
        _commit = commit;
        _tablesKnowSomething = input.HasFinishedRows;
    }

    /// <summary>The segments that are begun and not handed on; of a run that was ended, those that it did not finish.</summary>
    public IReadOnlyList<OpenSegment> Open => _open;

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
                var rows = await StartRowsAsync(segment, stop);
                underWay.Add(StopOnFailureAsync(FinishAsync(segment, rows, stop.Token), stop));
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
        await LookUpAsync(number, rows, cancellationToken);
        return new OpenSegment(number, rows);
    }

    // What no open segment has, the tables may know. While they are asked, a segment may be finished and forgotten: then
    // they know what it had, and are asked again.
    private async Task LookUpAsync(int number, IReadOnlyList<CatalogueRow> rows, CancellationToken cancellationToken)
    {
        var urls = rows.Where(row => row.Error is null).SelectMany(row => row.Urls).ToHashSet(StringComparer.Ordinal);
        while (_tablesKnowSomething && _urls.Missing(urls) is { Count: > 0 } missing)
        {
            var known = await _patience.TryAsync(
                () => _services.Segments.FindKnownAsync(_input.RequestId, missing, withFailures: _input.Attempt == 1, cancellationToken),
                cancellationToken);
            foreach (var (url, outcome) in known)
            {
                _urls.Add(url, outcome, number);
            }

            urls.ExceptWith(missing);
        }
    }

    private async Task<List<Task>> StartRowsAsync(OpenSegment segment, CancellationTokenSource stop)
    {
        // All plans in one turn with the end of the look-up: no segment is forgotten in between.
        var plans = new List<RowPlan>(segment.Rows.Count);
        foreach (var row in segment.Rows)
        {
            if (row.Error is { } error)
            {
                var outcome = ImageOutcome.Failed(new ImageFailure(FailureCodes.InvalidRow, error.Message));
                segment.Complete(row, [.. row.Urls.Select(_ => outcome)]);
                continue;
            }

            plans.Add(RowPlan.Make(row, _urls, segment.Number));
        }

        var tasks = new List<Task>(plans.Count);
        foreach (var plan in plans)
        {
            if (plan.Others.Count == 0)
            {
                // Nothing to wait for but the budget. Waiting here keeps the rest of the segment waiting too.
                var share = await _services.Budget.TakeAsync(_input.RequestId, Math.Max(1, plan.Own.Count), stop.Token);
                tasks.Add(StopOnFailureAsync(ProcessAsync(segment, plan, share, [], stop.Token), stop));
            }
            else
            {
                tasks.Add(StopOnFailureAsync(ProcessWhenKnownAsync(segment, plan, stop.Token), stop));
            }
        }

        return tasks;
    }

    private async Task StopOnFailureAsync(Task work, CancellationTokenSource stop)
    {
        try
        {
            await work;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Others may wait for what this will never give them.
            _failure ??= ExceptionDispatchInfo.Capture(exception);
            await stop.CancelAsync();
            throw;
        }
    }

    private async Task ProcessWhenKnownAsync(OpenSegment segment, RowPlan plan, CancellationToken cancellationToken)
    {
        var known = new List<KnownImage>(plan.Others.Count);
        foreach (var (url, outcome) in plan.Others)
        {
            known.Add(new KnownImage(url, await outcome.WaitAsync(cancellationToken)));
        }

        // A row without any work to do takes a share too: it costs a call and a write.
        var share = await _services.Budget.TakeAsync(_input.RequestId, Math.Max(1, plan.Own.Count), cancellationToken);
        await ProcessAsync(segment, plan, share, known, cancellationToken);
    }

    private async Task ProcessAsync(
        OpenSegment segment, RowPlan plan, IDisposable share, List<KnownImage> known, CancellationToken cancellationToken)
    {
        var row = plan.Row;
        var job = new ProductJob
        {
            Attempt = _input.Attempt,
            UploadId = _input.UploadId,
            Settings = _input.Settings,
            Urls = row.Urls,
            Known = [.. known],
        };
        var outcomes = await _calls.ProcessAsync(row.Index, job, share, cancellationToken);
        foreach (var url in plan.Own)
        {
            _urls.Resolve(url, outcomes[row.Urls.IndexOf(url, 0, row.Urls.Length, StringComparer.Ordinal)]);
        }

        segment.Complete(row, outcomes);
    }

    private async Task FinishAsync(OpenSegment segment, List<Task> rows, CancellationToken cancellationToken)
    {
        await Task.WhenAll(rows);
        await _patience.TryAsync(() => _commit(segment), cancellationToken);
        _tablesKnowSomething = true;
        _open.Remove(segment);
        _urls.Forget(segment.Number);
    }
}
