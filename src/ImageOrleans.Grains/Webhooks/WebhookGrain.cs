using ImageOrleans.Contracts;
using ImageOrleans.Grains.State;
using ImageOrleans.Storage.Database;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace ImageOrleans.Grains.Webhooks;

/// <summary>Delivers one announcement, however long it takes. A timer drives it while it is active, a reminder wakes it.</summary>
public sealed class WebhookGrain(
    [PersistentState(GrainStorageNames.Webhook, GrainStorageNames.Provider)] IPersistentState<WebhookState> state,
    WebhookSender sender,
    RequestTable table,
    TimeProvider time,
    ILogger<WebhookGrain> logger) : Grain, IWebhookGrain, IRemindable
{
    private const string ReminderName = "deliver";
    private static readonly TimeSpan ShortestReminder = TimeSpan.FromMinutes(1);

    private IGrainTimer? _timer;

    /// <inheritdoc />
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        StartTimer();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task Deliver(WebhookNotice notice) => TransientFailures.AnswerAsync(async () =>
    {
        if (!IsKnown(notice))
        {
            await RemindAsync(TimeSpan.Zero);
            await WriteAsync(new WebhookState { Notice = notice, NextAttemptAt = time.GetUtcNow() });
            StopTimer();
        }

        // Told again because something failed behind the last write, it catches up on the rest.
        await table.SaveWebhookStatusAsync(this.GetPrimaryKey(), state.State.Status, CancellationToken.None);
        StartTimer();
        return true;
    });

    /// <inheritdoc />
    public async Task Resume()
    {
        if (state.State is { Notice: not null, NextAttemptAt: null })
        {
            await table.SaveWebhookStatusAsync(this.GetPrimaryKey(), state.State.Status, CancellationToken.None);
        }

        if (state.State.NextAttemptAt is null)
        {
            await StopRemindingAsync();
        }

        StartTimer();
    }

    /// <inheritdoc />
    public Task ReceiveReminder(string reminderName, TickStatus status) => Resume();

    /// <inheritdoc />
    public Task Delete() => TransientFailures.AnswerAsync(async () =>
    {
        StopTimer();
        await StopRemindingAsync();
        if (state.RecordExists)
        {
            await state.ClearStateAsync();
        }

        DeactivateOnIdle();
        return true;
    });

    private void StartTimer()
    {
        if (state.State.NextAttemptAt is { } next && _timer is null)
        {
            var pause = next - time.GetUtcNow();
            _timer = this.RegisterGrainTimer(
                Attempt, new GrainTimerCreationOptions(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, ShortestReminder));
        }
    }

    private void StopTimer()
    {
        _timer?.Dispose();
        _timer = null;
    }

    private async Task Attempt(CancellationToken cancellationToken)
    {
        try
        {
            await AttemptAsync(state.State.Notice!, cancellationToken);
        }
        catch (InconsistentStateException exception)
        {
            // Nobody else would end this activation, and it could never note that the receiver was told.
            logger.LogWarning(exception, "The webhook of request {Id} is active elsewhere; this activation ends.", this.GetPrimaryKey());
            StopTimer();
            DeactivateOnIdle();
        }
    }

    private async Task AttemptAsync(WebhookNotice notice, CancellationToken cancellationToken)
    {
        var problem = await sender.SendAsync(notice, cancellationToken);
        var attempts = state.State.Attempts + 1;
        var pause = problem is null ? null : WebhookSchedule.PauseAfter(attempts);
        await WriteAsync(new WebhookState
        {
            Notice = notice,
            Attempts = attempts,
            NextAttemptAt = time.GetUtcNow() + pause,
            Status = problem is null ? WebhookStatus.Delivered : pause is null ? WebhookStatus.GivenUp : WebhookStatus.Pending,
        });
        StopTimer();
        if (pause is { } wait)
        {
            logger.LogWarning("The webhook {Url} of request {Id} failed: {Problem} Trying again in {Pause}.", notice.Url, notice.Request.Id, problem, wait);
            await RemindAsync(wait);
            StartTimer();
            return;
        }

        if (problem is not null)
        {
            logger.LogError("The webhook {Url} of request {Id} is given up: {Problem}", notice.Url, notice.Request.Id, problem);
        }

        await table.SaveWebhookStatusAsync(notice.Request.Id, state.State.Status, CancellationToken.None);
        await StopRemindingAsync();
    }

    private bool IsKnown(WebhookNotice notice) =>
        state.State.Notice is { } known
        && known.Url == notice.Url
        && known.Request.CreatedAt == notice.Request.CreatedAt
        && known.Request.Attempt == notice.Request.Attempt;

    private async Task WriteAsync(WebhookState next)
    {
        var before = state.State;
        state.State = next;
        try
        {
            await state.WriteStateAsync(CancellationToken.None);
        }
        catch
        {
            // What is not stored is not known.
            state.State = before;
            throw;
        }
    }

    private async Task RemindAsync(TimeSpan pause)
    {
        var due = pause > ShortestReminder ? pause : ShortestReminder;
        await this.RegisterOrUpdateReminder(ReminderName, due, due);
    }

    private async Task StopRemindingAsync()
    {
        if (await this.GetReminder(ReminderName) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }
}
