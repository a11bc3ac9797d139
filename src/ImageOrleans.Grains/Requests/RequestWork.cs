using ImageOrleans.Contracts;
using ImageOrleans.Csv;
using ImageOrleans.Storage.Database;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace ImageOrleans.Grains.Requests;

/// <summary>
/// The work on a request, from wherever it stands to its end: run through the segments, assemble the result, tell people.
/// It runs in turns of the request's grain, in the background of its calls.
/// </summary>
internal sealed class RequestWork(RequestJournal journal, RequestServices services)
{
    private readonly RequestRate _rate = new(services.Time);
    private readonly TransientPatience _patience = new(services.Time, services.Logger);
    private CancellationTokenSource? _stop;
    private RequestRun? _run;

    /// <summary>What is known of the request, with what is under way.</summary>
    public RequestSnapshot Snapshot()
    {
        if (_run is null)
        {
            return journal.Snapshot(waitingFor: _patience.Reason ?? (journal.State is { CancelRequested: true, HasWork: true } ? "Stopping." : null));
        }

        var uncommitted = _run.Uncommitted;
        var imagesDone = journal.State.Progress.ImagesDone + uncommitted.ImagesDone;
        _rate.Note(imagesDone);
        return journal.Snapshot(uncommitted, _patience.Reason, _rate.Of(imagesDone));
    }

    /// <summary>Does what is left to be done.</summary>
    /// <param name="deactivating">Ends the work where it stands; another activation goes on.</param>
    /// <returns>A task that ends when nothing is left.</returns>
    public async Task DoAsync(CancellationToken deactivating)
    {
        if (journal.State is { CancelRequested: false, DeleteRequested: false })
        {
            await RunAsync(deactivating);
        }

        if (journal.State is { DeleteRequested: false, HasWork: true })
        {
            await FinishAsync(deactivating);
        }

        if (journal.State.DeleteRequested)
        {
            await RemoveAsync(deactivating);
        }
    }

    /// <summary>Ends the run through the segments; what follows it goes on.</summary>
    /// <returns>A task that ends when the run was told.</returns>
    public Task StopAsync() => _stop?.CancelAsync() ?? Task.CompletedTask;

    /// <summary>Announces the end of the request, notes it in the table, and tidies up. Done twice, it does no harm.</summary>
    /// <returns>A task that ends when all is told.</returns>
    public async Task TellAsync()
    {
        var submission = journal.State.Submission!;
        if (submission.WebhookUrl is { } webhookUrl)
        {
            await services.Grains.GetGrain<IWebhookGrain>(journal.Id).Deliver(new WebhookNotice
            {
                Url = webhookUrl,
                Request = journal.Snapshot(),
                OutputFileUrl = journal.State.HasOutput ? $"{submission.PublicBaseUrl}api/requests/{journal.Id:D}/output.csv" : null,
            });
        }

        await services.Table.SaveAsync(journal.Snapshot(), journal.OutputFile, CancellationToken.None);
        await services.Store.DeletePartsAsync(journal.Id);
    }

    private async Task RunAsync(CancellationToken deactivating)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deactivating);
        _stop = stop;
        try
        {
            await RunThroughAsync(await _patience.TryAsync(() => services.Store.LoadIndexAsync(journal.Id), stop.Token), stop.Token);
        }
        catch (OperationCanceledException) when (journal.State.CancelRequested || journal.State.DeleteRequested)
        {
            // Stopped on demand.
        }
        catch (Exception exception) when (IsPermanent(exception))
        {
            services.Logger.LogError(exception, "Request {Id} can't be processed.", journal.Id);
            await EndAsync(RequestStatus.Failed, $"The request can't be processed: {exception.Message}", hasOutput: false);
        }
        finally
        {
            _stop = null;
            _run = null;
        }
    }

    private async Task RunThroughAsync(CatalogueIndex index, CancellationToken cancellationToken)
    {
        if (journal.State.Status == RequestStatus.Pending)
        {
            await journal.WriteAsync(state =>
            {
                state.Status = RequestStatus.Processing;
                state.StartedAt = journal.Now;
            });
            await services.Table.SaveAsync(journal.Snapshot(), outputFile: null, cancellationToken);
        }

        var input = new RequestRunInput
        {
            RequestId = journal.Id,
            Index = index,
            Settings = journal.State.Submission!.Settings,
            Attempt = journal.State.Attempt,
            Segments = journal.State.RemainingSegments(index.SegmentOffsets.Count),
            HasFinishedSegments = journal.State.Progress.RowsDone > 0,
        };
        _run = new RequestRun(input, services, _patience, segment => CommitAsync(index, segment));
        try
        {
            await _run.RunAsync(cancellationToken);
        }
        finally
        {
            if (journal.State.DeleteRequested)
            {
                // What is still in flight would write state behind the removal.
                await _run.WhenDrainedAsync();
            }
        }
    }

    private Task CommitAsync(CatalogueIndex index, OpenSegment segment)
    {
        IReadOnlyList<ProductRecord> products = SegmentProducts.Of(segment, journal.State.Submission!.PublicBaseUrl);
        return journal.WriteAsync(
            () => services.Store.SaveSegmentAsync(
                journal.Snapshot(segment.Progress) with { UpdatedAt = journal.Now }, index, segment.Rows, products),
            state => state.MarkDone(segment.Number, state.Progress + segment.Progress));
    }

    private async Task FinishAsync(CancellationToken deactivating)
    {
        var index = await _patience.TryAsync(() => services.Store.LoadIndexAsync(journal.Id), deactivating);
        await _patience.TryAsync(
            async () =>
            {
                await services.Store.AssembleAsync(journal.Id, index);
                return true;
            },
            deactivating);
        var isStopped = journal.State.CancelRequested && journal.State.RemainingSegments(index.SegmentOffsets.Count).Count > 0;
        var progress = journal.State.Progress;
        var (status, reason) = (isStopped, progress) switch
        {
            (true, _) => (RequestStatus.Canceled, null),
            (_, { ImagesSucceeded: 0 }) => (RequestStatus.Failed, "No image has a result."),
            (_, { RowsFailed: 0 }) => (RequestStatus.Succeeded, null),
            _ => (RequestStatus.PartiallySucceeded, (string?)null),
        };
        await EndAsync(status, reason, hasOutput: true);
    }

    private async Task EndAsync(RequestStatus status, string? reason, bool hasOutput)
    {
        await journal.WriteAsync(state =>
        {
            state.Status = status;
            state.StatusReason = reason;
            state.HasOutput = hasOutput;
            state.FinishedAt = journal.Now;
        });
        await TellAsync();
    }

    private async Task RemoveAsync(CancellationToken deactivating)
    {
        await services.Grains.GetGrain<IWebhookGrain>(journal.Id).Delete();
        await services.Remover.RemoveAsync(journal.Id, journal.State.Submission!.RowCount, deactivating);
        await journal.ClearAsync();
    }

    // Bugs, damaged files: what trying again won't mend.
    private static bool IsPermanent(Exception exception) =>
        exception is not OperationCanceledException and not InconsistentStateException && !GrainCallRetry.IsTransient(exception);
}
