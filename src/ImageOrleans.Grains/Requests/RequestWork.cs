using System.Globalization;
using ImageOrleans.Contracts;
using ImageOrleans.Csv;
using ImageOrleans.Grains.State;
using Microsoft.Extensions.Logging;

namespace ImageOrleans.Grains.Requests;

/// <summary>
/// The work on a request, from wherever it stands to its end: run through the segments, assemble the result, tell people.
/// It runs in turns of the request's grain, in the background of its calls.
/// </summary>
internal sealed class RequestWork
{
    private readonly RequestJournal _journal;
    private readonly RequestServices _services;
    private readonly RequestRate _rate;
    private readonly TransientPatience _patience;
    private readonly ProductCalls _calls;
    private readonly RequestAnnouncement _announcement;
    private CancellationTokenSource? _stop;
    private RequestRun? _run;

    public RequestWork(RequestJournal journal, RequestServices services)
    {
        _journal = journal;
        _services = services;
        _rate = new RequestRate(services.Time);
        _patience = new TransientPatience(services.Time, services.Logger);
        _calls = new ProductCalls(journal.Id, services.Grains, _patience);
        _announcement = new RequestAnnouncement(journal, services);
    }

    private RequestState State => _journal.State;

    /// <summary>What is known of the request, with what is under way.</summary>
    public RequestSnapshot Snapshot()
    {
        if (_run is null)
        {
            var isStopping = State is { CancelRequested: true } && !State.Status.IsFinal();
            return _journal.Snapshot(waitingFor: _patience.Reason ?? (isStopping ? "Stopping." : null));
        }

        var uncommitted = _run.Uncommitted;
        var imagesDone = State.Progress.ImagesDone + uncommitted.ImagesDone;
        _rate.Note(imagesDone);
        return _journal.Snapshot(uncommitted, _patience.Reason, _rate.Of(imagesDone));
    }

    /// <summary>Does what is left to be done.</summary>
    /// <param name="deactivating">Ends the work where it stands; another activation goes on.</param>
    /// <returns>A task that ends when nothing is left.</returns>
    public async Task DoAsync(CancellationToken deactivating)
    {
        if (State.IsKnown && !State.Status.IsFinal())
        {
            try
            {
                await ProcessAsync(deactivating);
            }
            catch (Exception exception) when (
                PermanentFailure.Is(exception) && !deactivating.IsCancellationRequested && !_services.IsStopping)
            {
                _services.Logger.LogError(exception, "Request {Id} can't be processed.", _journal.Id);
                await EndAsync(RequestStatus.Failed, PermanentFailure.Describe(exception), State.Progress, hasOutput: false, deactivating);
            }
        }

        if (State.EndToTell)
        {
            await TellAsync(deactivating);
        }

        if (State.DeleteRequested)
        {
            await RemoveAsync(deactivating);
        }
    }

    /// <summary>Does something that belongs to the work, and waits out with a visible reason what passes by itself.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="deactivating">Ends the waiting.</param>
    /// <returns>A task that ends when it is done.</returns>
    public Task TryAsync(Func<Task> action, CancellationToken deactivating) => _patience.TryAsync(action, deactivating);

    /// <summary>Ends the run through the segments; what follows it goes on.</summary>
    /// <returns>A task that ends when the run was told.</returns>
    public Task StopAsync() => _stop?.CancelAsync() ?? Task.CompletedTask;

    private async Task ProcessAsync(CancellationToken deactivating)
    {
        var index = await _patience.TryAsync(() => _services.Store.LoadIndexAsync(_journal.Id), deactivating);
        if (!State.CancelRequested && !State.DeleteRequested)
        {
            await RunAsync(index, deactivating);
        }

        if (!State.DeleteRequested)
        {
            await FinishAsync(index, deactivating);
        }
    }

    private async Task RunAsync(CatalogueIndex index, CancellationToken deactivating)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deactivating);
        _stop = stop;
        try
        {
            await BeginAsync(stop.Token);
            _run = new RequestRun(InputOf(index), _services, _patience, _calls, segment => CommitAsync(index, segment));
            await _run.RunAsync(stop.Token);
        }
        catch (OperationCanceledException) when (!deactivating.IsCancellationRequested && (State.CancelRequested || State.DeleteRequested))
        {
            // Stopped on demand.
            if (!State.DeleteRequested && _run is not null)
            {
                await KeepUnfinishedAsync(index, _run, deactivating);
            }
        }
        finally
        {
            _stop = null;
            _run = null;
        }
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (State.Status != RequestStatus.Pending)
        {
            return;
        }

        await _patience.TryAsync(
            () => _journal.WriteAsync(state =>
            {
                state.Status = RequestStatus.Processing;
                state.StartedAt = _journal.Now;
            }),
            cancellationToken);
        await _patience.TryAsync(() => _services.Table.SaveAsync(_journal.Snapshot(), outputFile: null, cancellationToken), cancellationToken);
    }

    private RequestRunInput InputOf(CatalogueIndex index) => new()
    {
        RequestId = _journal.Id,
        UploadId = State.Submission!.UploadId,
        Index = index,
        Settings = State.Submission.Settings,
        Attempt = State.Attempt,
        Segments = State.RemainingSegments(index.SegmentOffsets.Count),
        HasFinishedRows = State.Progress.RowsDone > 0 || State.Attempt > 1,
    };

    private Task<bool> CommitAsync(CatalogueIndex index, OpenSegment segment)
    {
        var products = SegmentProducts.Of(segment, State.Submission!.PublicBaseUrl);
        return _journal.WriteAsync(
            async () =>
            {
                await _services.Store.SaveSegmentAsync(
                    _journal.Snapshot(segment.Progress) with { UpdatedAt = _journal.Now }, index, segment.Rows, products);
                return true;
            },
            state => state.MarkDone(segment.Number, state.Progress + segment.Progress),
            segment.MarkKept);
    }

    // Of segments that a stop came into, what is done stands in the tables from now on, and so in the result. A retry does
    // these segments again; their products know what is done.
    private async Task KeepUnfinishedAsync(CatalogueIndex index, RequestRun run, CancellationToken deactivating)
    {
        foreach (var segment in run.Open.Where(segment => segment.Progress.RowsDone > 0).ToList())
        {
            await _patience.TryAsync(() => segment.IsComplete ? CommitAsync(index, segment) : KeepRowsAsync(segment), deactivating);
        }
    }

    private Task<bool> KeepRowsAsync(OpenSegment segment)
    {
        var (products, progress) = (SegmentProducts.Of(segment, State.Submission!.PublicBaseUrl), segment.Progress);
        return _journal.WriteAsync(
            async () =>
            {
                await _services.Segments.SaveAsync(_journal.Snapshot(progress) with { UpdatedAt = _journal.Now }, products, CancellationToken.None);
                return true;
            },
            state => state.Progress += progress,
            segment.MarkKept);
    }

    private async Task FinishAsync(CatalogueIndex index, CancellationToken deactivating)
    {
        // What the result of a stopped request has comes from the tables, also what an earlier attempt did: so do its counts.
        var isStopped = State.CancelRequested && State.RemainingSegments(index.SegmentOffsets.Count).Count > 0;
        var progress = isStopped
            ? await _patience.TryAsync(
                () => _services.Segments.SumAsync(_journal.Id, withoutSegments: [], CatalogueIndex.RowsPerSegment, deactivating), deactivating)
            : State.Progress;
        await _patience.TryAsync(() => _services.Store.AssembleAsync(_journal.Id, index), deactivating);
        var (status, reason) = (isStopped, progress) switch
        {
            (true, _) => (RequestStatus.Canceled, null),
            (_, { ImagesSucceeded: 0 }) => (RequestStatus.Failed, await DescribeFailuresAsync(deactivating)),
            (_, { RowsFailed: 0 }) => (RequestStatus.Succeeded, null),
            _ => (RequestStatus.PartiallySucceeded, (string?)null),
        };
        await EndAsync(status, reason, progress, hasOutput: true, deactivating);
    }

    private async Task<string> DescribeFailuresAsync(CancellationToken deactivating)
    {
        var commonest = await _patience.TryAsync(
            () => _services.Segments.FindCommonestFailureAsync(_journal.Id, deactivating), deactivating);
        return commonest is null
            ? "No image has a result."
            : string.Create(CultureInfo.InvariantCulture, $"No image has a result. The commonest reason ({commonest.Count:N0} times): {commonest.Message}");
    }

    private Task EndAsync(RequestStatus status, string? reason, RequestProgress progress, bool hasOutput, CancellationToken deactivating) =>
        _patience.TryAsync(
            () => _journal.WriteAsync(state =>
            {
                state.Status = status;
                state.StatusReason = reason;
                state.Progress = progress;
                state.HasOutput = hasOutput;
                state.FinishedAt = _journal.Now;
                state.EndToTell = true;
            }),
            deactivating);

    // Told twice, after a crash, does no harm. The table comes last: whoever sees the end there finds all of it.
    private Task<bool> TellAsync(CancellationToken deactivating) => _patience.TryAsync(
        () => _journal.WriteAsync(
            async () =>
            {
                if (!State.EndToTell || State.DeleteRequested)
                {
                    // Begun anew, or removed, while this waited.
                    return false;
                }

                await _announcement.DeliverAsync();
                await DeletePartsAsync();
                await _services.Table.SaveAsync(_journal.Snapshot(), _journal.OutputFile, CancellationToken.None);
                return true;
            },
            state => state.EndToTell = false),
        deactivating);

    // Parts that stay take room until the request is removed, and nothing else.
    private async Task DeletePartsAsync()
    {
        try
        {
            await _services.Store.DeletePartsAsync(_journal.Id);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _services.Logger.LogError(exception, "The parts of the result of request {Id} can't be deleted.", _journal.Id);
        }
    }

    // Ended at any point, the next start finds the row of the request, and ends the removal.
    private async Task RemoveAsync(CancellationToken deactivating)
    {
        // What is still in flight would write state behind the removal.
        await _calls.WhenDrainedAsync(deactivating);
        await _patience.TryAsync(_announcement.DeleteAsync, deactivating);
        await _patience.TryAsync(() => _services.Remover.RemoveAsync(_journal.Id, deactivating), deactivating);
        await _journal.ClearAsync(
            () => _patience.TryAsync(() => _services.Table.DeleteAsync(_journal.Id, deactivating), deactivating));
    }
}
