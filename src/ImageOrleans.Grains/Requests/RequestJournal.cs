using ImageOrleans.Contracts;
using ImageOrleans.Grains.State;
using ImageOrleans.Storage.Objects;

namespace ImageOrleans.Grains.Requests;

/// <summary>The state of a request, written by commands and by the work in the background: by one after the other.</summary>
/// <param name="id">The request's id.</param>
/// <param name="storage">The grain's state.</param>
/// <param name="time">The time.</param>
internal sealed class RequestJournal(Guid id, IPersistentState<RequestState> storage, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private RequestState? _stored;

    public Guid Id => id;

    /// <summary>The state as it is stored, also while a change is being written: nobody sees what may still fail.</summary>
    public RequestState State => _stored ?? storage.State;

    /// <summary>The time to the millisecond, as the database keeps it.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>The key of the result; null while there is none.</summary>
    public string? OutputFile => State.HasOutput ? new RequestFiles(id).Output : null;

    /// <summary>Changes the state and writes it.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another activation wrote it.</exception>
    public Task WriteAsync(Action<RequestState> change) => WriteAsync(() => Task.FromResult(true), change);

    /// <summary>Does something that belongs to a change, then makes the change and writes it. Where it fails, the state is as before.</summary>
    /// <param name="first">What to do before, alone: no other change is made meanwhile. When it says no, that was all.</param>
    /// <param name="change">Changes the state.</param>
    /// <param name="written">Done in the same turn as the change becomes visible.</param>
    /// <returns>What <paramref name="first"/> says.</returns>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another activation wrote it.</exception>
    public async Task<bool> WriteAsync(Func<Task<bool>> first, Action<RequestState> change, Action? written = null)
    {
        await _writing.WaitAsync();
        try
        {
            if (!await first())
            {
                return false;
            }

            await WriteChangedAsync(change, written);
            return true;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Clears the state, and does something that belongs to it before anybody else changes it.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another activation wrote it.</exception>
    public async Task ClearAsync(Func<Task> then)
    {
        await _writing.WaitAsync();
        try
        {
            await storage.ClearStateAsync();
            await then();
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>What is known of a request that is about to be accepted.</summary>
    public static RequestSnapshot SnapshotOfNew(Guid id, RequestSubmission submission, DateTimeOffset now) => new()
    {
        Id = id,
        FileName = submission.FileName,
        Settings = submission.Settings,
        WebhookUrl = submission.WebhookUrl,
        Status = RequestStatus.Pending,
        Attempt = 1,
        RowCount = submission.RowCount,
        ImageCount = submission.ImageCount,
        Progress = new RequestProgress(),
        CreatedAt = now,
        UpdatedAt = now,
    };

    /// <summary>What is known of the request.</summary>
    /// <param name="uncommitted">What is done beside what the state says.</param>
    /// <param name="waitingFor">Why it does not go on at the moment.</param>
    /// <param name="imagesPerSecond">How fast it goes on.</param>
    public RequestSnapshot Snapshot(RequestProgress? uncommitted = null, string? waitingFor = null, double? imagesPerSecond = null)
    {
        var snapshot = SnapshotOf(State);
        return snapshot with
        {
            StatusReason = snapshot.StatusReason ?? waitingFor,
            Progress = uncommitted is null ? snapshot.Progress : snapshot.Progress + uncommitted,
            ImagesPerSecond = imagesPerSecond,
        };
    }

    /// <summary>What people see of a state.</summary>
    public RequestSnapshot SnapshotOf(RequestState state) => SnapshotOfNew(id, state.Submission!, state.CreatedAt) with
    {
        Status = state.Status,
        StatusReason = state.StatusReason,
        Attempt = state.Attempt,
        Progress = state.Progress,
        UpdatedAt = state.UpdatedAt,
        StartedAt = state.StartedAt,
        FinishedAt = state.FinishedAt,
        HasOutput = state.HasOutput,
    };

    public void Dispose() => _writing.Dispose();

    private async Task WriteChangedAsync(Action<RequestState> change, Action? written)
    {
        _stored = storage.State;
        var next = _stored.Clone();
        change(next);
        if (next.Status != _stored.Status || next.Attempt != _stored.Attempt || next.Progress != _stored.Progress)
        {
            next.UpdatedAt = Now;
        }

        storage.State = next;
        try
        {
            await storage.WriteStateAsync();
            written?.Invoke();
        }
        catch
        {
            storage.State = _stored;
            throw;
        }
        finally
        {
            _stored = null;
        }
    }
}
