using System.Collections.Immutable;
using ImageOrleans.Contracts;
using ImageOrleans.Csv;
using ImageOrleans.Grains.State;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace ImageOrleans.Grains.Requests;

/// <summary>
/// Accepts a catalogue, has it worked on in the background, answers questions and takes commands meanwhile. A reminder
/// wakes it after a crash; a timer keeps it active while there is work.
/// </summary>
public sealed class RequestGrain : Grain, IRequestGrain, IRemindable, IDisposable
{
    private const string ReminderName = "resume";
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromSeconds(30);

    private readonly RequestServices _services;
    private readonly RequestJournal _journal;
    private readonly RequestWork _work;
    private readonly CancellationTokenSource _deactivating = new();
    private IGrainTimer? _watch;
    private Task _working = Task.CompletedTask;

    /// <summary>Made by Orleans.</summary>
    /// <param name="state">What it keeps.</param>
    /// <param name="context">Which grain it is.</param>
    /// <param name="services">What it works with.</param>
    public RequestGrain(
        [PersistentState(GrainStorageNames.Request, GrainStorageNames.Provider)] IPersistentState<RequestState> state,
        IGrainContext context,
        RequestServices services)
    {
        _services = services;
        _journal = new RequestJournal(context.GrainId.GetGuidKey(), state, services.Time);
        _work = new RequestWork(_journal, services);
    }

    private RequestState State => _journal.State;

    /// <inheritdoc />
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        WatchWhileThereIsWork();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _deactivating.CancelAsync();
        await _working.WaitAsync(cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <summary>Called by Orleans when the activation is gone.</summary>
    public void Dispose()
    {
        _deactivating.Dispose();
        _journal.Dispose();
    }

    /// <inheritdoc />
    public async Task<CommandResult> Submit(RequestSubmission submission)
    {
        if (State.Submission is { } existing)
        {
            await _services.Store.DiscardAsync(submission.UploadId);
            return State.DeleteRequested
                ? new CommandResult(CommandOutcome.Conflict, Message: "The request with the same idempotency key is being removed. Send it again in a moment.")
                : IsSame(existing, submission)
                ? new CommandResult(CommandOutcome.Done, _work.Snapshot())
                : new CommandResult(
                    CommandOutcome.Conflict,
                    Message: "Another catalogue, other settings or another webhook URL came with the same idempotency key before.");
        }

        // Row and reminder first: whoever finds them without a state knows that the request was never accepted.
        var now = _journal.Now;
        var isAccepted = await _journal.WriteAsync(
            async () =>
            {
                await RemindAsync();
                if (await _services.Table.IsMarkedDeletedAsync(_journal.Id, CancellationToken.None))
                {
                    // A crash came shortly before the end of a removal.
                    await _services.Remover.RemoveAsync(_journal.Id, CancellationToken.None);
                }

                await _services.Table.BeginAsync(RequestJournal.SnapshotOfNew(_journal.Id, submission, now), CancellationToken.None);
                return await _services.Store.AcceptAsync(_journal.Id, submission.UploadId);
            },
            state =>
            {
                state.Submission = submission;
                state.Status = RequestStatus.Pending;
                state.Attempt = 1;
                state.CreatedAt = now;
            });
        if (!isAccepted)
        {
            await RemoveRemainsAsync();
            return new CommandResult(CommandOutcome.Conflict, Message: "The upload is gone. Send it again.");
        }

        WatchWhileThereIsWork();
        return new CommandResult(CommandOutcome.Done, _work.Snapshot());
    }

    /// <inheritdoc />
    public Task<RequestSnapshot?> GetSnapshot() => Task.FromResult(State.IsKnown ? _work.Snapshot() : null);

    /// <inheritdoc />
    public async Task Resume()
    {
        if (State.IsKnown && await _services.Table.IsMarkedDeletedAsync(_journal.Id, CancellationToken.None))
        {
            // A crash came between the mark and the state.
            await RequestRemovalAsync();
        }

        if (State.HasWork)
        {
            WatchWhileThereIsWork();
        }
        else if (State.IsKnown)
        {
            // A crash came between the row of another attempt and the state.
            await _services.Table.SaveAsync(_journal.Snapshot(), _journal.OutputFile, CancellationToken.None);
            await StopRemindingAsync();
        }
        else
        {
            // A crash came before the first write, and nobody was told that the request is accepted; or at the end of a removal.
            await RemoveRemainsAsync();
        }
    }

    /// <inheritdoc />
    public Task ReceiveReminder(string reminderName, TickStatus status) => Resume();

    /// <inheritdoc />
    public async Task<CommandResult> Cancel()
    {
        if (!State.IsKnown)
        {
            return new CommandResult(CommandOutcome.UnknownRequest);
        }

        if (State.Status.IsFinal() && State.Status != RequestStatus.Canceled)
        {
            return new CommandResult(CommandOutcome.Conflict, _work.Snapshot(), $"The request is finished ({State.Status}): there is nothing to stop.");
        }

        if (!State.CancelRequested)
        {
            await _journal.WriteAsync(state => state.CancelRequested = true);
            await _work.StopAsync();
        }

        return new CommandResult(CommandOutcome.Done, _work.Snapshot());
    }

    /// <inheritdoc />
    public async Task<CommandResult> Retry()
    {
        if (!State.IsKnown)
        {
            return new CommandResult(CommandOutcome.UnknownRequest);
        }

        if (!State.Status.IsFinal())
        {
            return new CommandResult(CommandOutcome.Conflict, _work.Snapshot(), "The request is under way: what fails can be tried again when it is finished.");
        }

        CatalogueIndex index;
        try
        {
            index = await _services.Store.LoadIndexAsync(_journal.Id);
        }
        catch (InvalidDataException exception)
        {
            return new CommandResult(CommandOutcome.Conflict, _work.Snapshot(), PermanentFailure.Describe(exception));
        }

        var failed = await _services.Segments.ListSegmentsWithFailuresAsync(_journal.Id, CatalogueIndex.RowsPerSegment, CancellationToken.None);
        ImmutableArray<int> again = [.. failed.Union(State.RemainingSegments(index.SegmentOffsets.Count)).Order()];
        if (again.IsEmpty)
        {
            return new CommandResult(CommandOutcome.Conflict, _work.Snapshot(), "No image failed that could be tried again.");
        }

        // What is done again is counted again; what is not keeps its counts.
        var kept = await _services.Segments.SumAsync(_journal.Id, again, CatalogueIndex.RowsPerSegment, CancellationToken.None);
        await RemindAsync();
        await _journal.WriteAsync(
            async () =>
            {
                // The row first: after a crash somebody looks here, and finds the state as it was or as it will be.
                await _services.Store.DeletePartsAsync(_journal.Id);
                await _services.Table.BeginAsync(SnapshotOfAttempt(again, kept), CancellationToken.None);
                return true;
            },
            state => state.BeginAttempt(again, kept, _journal.Now));
        WatchWhileThereIsWork();
        return new CommandResult(CommandOutcome.Done, _work.Snapshot());
    }

    /// <inheritdoc />
    public async Task<CommandResult> Delete()
    {
        if (!State.IsKnown)
        {
            return new CommandResult(CommandOutcome.UnknownRequest);
        }

        await RemindAsync();
        await RequestRemovalAsync();
        WatchWhileThereIsWork();
        return new CommandResult(CommandOutcome.Done);
    }

    private static bool IsSame(RequestSubmission one, RequestSubmission other) =>
        (one.ContentDigest, one.Settings, AskedWebhookOf(one)) == (other.ContentDigest, other.Settings, AskedWebhookOf(other));

    // Another default since then makes the same upload no other one.
    private static string? AskedWebhookOf(RequestSubmission submission) => submission.HasDefaultWebhook ? null : submission.WebhookUrl;

    // The mark first: after a crash somebody looks there.
    private async Task RequestRemovalAsync()
    {
        await _journal.WriteAsync(
            async () =>
            {
                await _services.Table.MarkDeletedAsync(_journal.Id, _journal.Now, CancellationToken.None);
                return true;
            },
            state => state.DeleteRequested = true);
        await _work.StopAsync();
    }

    private async Task RemoveRemainsAsync()
    {
        await _services.Remover.RemoveAsync(_journal.Id, CancellationToken.None);
        await _services.Table.DeleteAsync(_journal.Id, CancellationToken.None);
        await StopRemindingAsync();
    }

    private RequestSnapshot SnapshotOfAttempt(ImmutableArray<int> segments, RequestProgress kept)
    {
        var next = State.Clone();
        next.BeginAttempt(segments, kept, _journal.Now);
        return _journal.SnapshotOf(next);
    }

    private void WatchWhileThereIsWork()
    {
        if (State.HasWork)
        {
            _watch ??= this.RegisterGrainTimer(
                Watch, new GrainTimerCreationOptions(TimeSpan.Zero, WatchPeriod) { Interleave = true, KeepAlive = true });
        }
    }

    // Starts the work, also after a halt, and keeps the grain from being collected while it goes on.
    private Task Watch(CancellationToken cancellationToken)
    {
        if (_working.IsCompleted && !_deactivating.IsCancellationRequested)
        {
            _working = WorkAsync();
        }

        return Task.CompletedTask;
    }

    private async Task WorkAsync()
    {
        try
        {
            do
            {
                await _work.TryAsync(RemindAsync, _deactivating.Token);
                await _work.DoAsync(_deactivating.Token);
                await _work.TryAsync(StopRemindingAsync, _deactivating.Token);
            }
            while (State.HasWork);

            // Nothing comes between seeing that no work is left and ending the watch: who brings more starts another.
            _watch?.Dispose();
            _watch = null;
            if (!State.IsKnown)
            {
                DeactivateOnIdle();
            }
        }
        catch (OperationCanceledException) when (_deactivating.IsCancellationRequested)
        {
            // Another activation goes on.
        }
        catch (InconsistentStateException exception)
        {
            _services.Logger.LogWarning(exception, "Request {Id} is active elsewhere; this activation ends.", _journal.Id);
            DeactivateOnIdle();
        }
        catch (Exception exception) when (_deactivating.IsCancellationRequested || _services.IsStopping)
        {
            // Much fails while a process stops, and nothing of it says anything about the request.
            _services.Logger.LogWarning(exception, "Request {Id} is left to another silo, or to the next start.", _journal.Id);
        }
#pragma warning disable CA1031 // Nobody awaits this: it is written down, and the watch starts the work again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _services.Logger.LogError(exception, "Request {Id} came to a halt; it goes on in {Period} at the latest.", _journal.Id, WatchPeriod);
        }
    }

    private async Task RemindAsync() => await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod);

    private async Task StopRemindingAsync()
    {
        if (await this.GetReminder(ReminderName) is { } reminder)
        {
            try
            {
                await this.UnregisterReminder(reminder);
            }
            catch (ReminderException)
            {
                // Registered anew meanwhile: by a command that brings more work, at whose end it is stopped.
            }
        }
    }
}
