using System.Collections.Immutable;
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
    private const int MaxHistory = 50;
    private static readonly TimeSpan ShortestReminder = TimeSpan.FromMinutes(1);

    // While a write is under way; else null.
    private WebhookState? _stored;
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
        if (!IsKnown(notice))
        {
            await BeginAsync(notice);
        }

        // Told again because something failed behind the last write, it catches up on the rest.
        await table.SaveWebhookStatusAsync(this.GetPrimaryKey(), state.State.Status, CancellationToken.None);
        StartTimer();
    }

    /// <inheritdoc />
    public async Task<WebhookReport?> Redeliver()
    {
        if (state.State.Notice is { } notice)
        {
            await BeginAsync(notice);
            await table.SaveWebhookStatusAsync(this.GetPrimaryKey(), state.State.Status, CancellationToken.None);
            StartTimer();
        }

        return Report();
    }

    /// <inheritdoc />
    public Task<WebhookReport?> GetReport() => Task.FromResult(Report());

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

    private WebhookReport? Report() => (_stored ?? state.State) is { Notice: { } notice } known
        ? new WebhookReport { Url = notice.Url, Status = known.Status, NextAttemptAt = known.NextAttemptAt, Attempts = known.History }
        : null;

    private async Task BeginAsync(WebhookNotice notice)
    {
        await RemindAsync(TimeSpan.Zero);
        await WriteAsync(new WebhookState { Notice = notice, NextAttemptAt = time.GetUtcNow(), History = state.State.History });
        StopTimer();
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
        var (beganAt, begin) = (time.GetUtcNow(), time.GetTimestamp());
        var answer = await sender.SendAsync(notice, cancellationToken);
        var duration = time.GetElapsedTime(begin);
        var attempts = state.State.Attempts + 1;
        var pause = answer.Problem is null ? null : WebhookSchedule.PauseAfter(attempts, answer);
        await WriteAsync(new WebhookState
        {
            Notice = notice,
            Attempts = attempts,
            NextAttemptAt = time.GetUtcNow() + pause,
            Status = answer.Problem is null ? WebhookStatus.Delivered : pause is null ? WebhookStatus.GivenUp : WebhookStatus.Pending,
            History = HistoryWith(notice, answer, beganAt, duration),
        });
        StopTimer();
        if (pause is { } wait)
        {
            logger.LogWarning(
                answer.Cause,
                "The webhook {Url} of request {Id} failed: {Problem} Trying again in {Pause}.",
                notice.Url,
                notice.Request.Id,
                answer.Problem,
                wait);
            await RemindAsync(wait);
            StartTimer();
            return;
        }

        if (answer.Problem is { } problem)
        {
            logger.LogError(answer.Cause, "The webhook {Url} of request {Id} is given up: {Problem}", notice.Url, notice.Request.Id, problem);
        }

        await table.SaveWebhookStatusAsync(notice.Request.Id, state.State.Status, CancellationToken.None);
        await StopRemindingAsync();
    }

    private ImmutableArray<WebhookAttempt> HistoryWith(WebhookNotice notice, WebhookAnswer answer, DateTimeOffset beganAt, TimeSpan duration)
    {
        var messageId = WebhookSender.MessageIdOf(notice.Request);
        var history = state.State.History;
        var attempt = new WebhookAttempt
        {
            MessageId = messageId,
            Number = 1 + (history is [.., var last] && last.MessageId == messageId ? last.Number : 0),
            At = beganAt,
            DurationMilliseconds = duration.TotalMilliseconds,
            StatusCode = (int?)answer.StatusCode,
            Problem = answer.Problem,
        };
        return [.. history.TakeLast(MaxHistory - 1), attempt];
    }

    private bool IsKnown(WebhookNotice notice) =>
        state.State.Notice is { } known
        && known.Url == notice.Url
        && known.Request.CreatedAt == notice.Request.CreatedAt
        && known.Request.Attempt == notice.Request.Attempt;

    private async Task WriteAsync(WebhookState next)
    {
        _stored = state.State;
        state.State = next;
        try
        {
            await state.WriteStateAsync(CancellationToken.None);
        }
        catch
        {
            // What is not stored is not known.
            state.State = _stored;
            throw;
        }
        finally
        {
            _stored = null;
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
