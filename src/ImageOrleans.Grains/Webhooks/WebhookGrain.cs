using ImageOrleans.Contracts;
using ImageOrleans.Grains.State;
using ImageOrleans.Storage.Database;
using Microsoft.Extensions.Logging;

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
    public async Task Deliver(WebhookNotice notice)
    {
        if (state.State.Notice is { } known && known.Url == notice.Url && known.Request.Attempt == notice.Request.Attempt)
        {
            return;
        }

        state.State = new WebhookState { Notice = notice, NextAttemptAt = time.GetUtcNow() };
        await RemindAsync(TimeSpan.Zero);
        await state.WriteStateAsync();
        await table.SaveWebhookStatusAsync(this.GetPrimaryKey(), WebhookStatus.Pending, CancellationToken.None);
        StartTimer();
    }

    /// <inheritdoc />
    public async Task Resume()
    {
        if (state.State.NextAttemptAt is null)
        {
            await StopRemindingAsync();
        }

        StartTimer();
    }

    /// <inheritdoc />
    public Task ReceiveReminder(string reminderName, TickStatus status) => Resume();

    /// <inheritdoc />
    public async Task Delete()
    {
        StopTimer();
        await StopRemindingAsync();
        if (state.RecordExists)
        {
            await state.ClearStateAsync();
        }

        DeactivateOnIdle();
    }

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
        var notice = state.State.Notice!;
        var problem = await sender.SendAsync(notice, cancellationToken);
        state.State.Attempts++;
        var pause = problem is null ? null : WebhookSchedule.PauseAfter(state.State.Attempts);
        state.State.NextAttemptAt = time.GetUtcNow() + pause;
        await state.WriteStateAsync(CancellationToken.None);
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

        await table.SaveWebhookStatusAsync(
            notice.Request.Id, problem is null ? WebhookStatus.Delivered : WebhookStatus.GivenUp, CancellationToken.None);
        await StopRemindingAsync();
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
