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

    public Guid Id => id;

    public RequestState State => storage.State;

    /// <summary>The time to the millisecond, as the database keeps it.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>The key of the result; null while there is none.</summary>
    public string? OutputFile => State.HasOutput ? new RequestFiles(id).Output : null;

    /// <summary>Changes the state and writes it.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another activation wrote it.</exception>
    public Task WriteAsync(Action<RequestState> change) => WriteAsync(() => Task.CompletedTask, change);

    /// <summary>Does something that belongs to a change, then makes the change and writes it. Where it fails, the state is as before.</summary>
    public async Task WriteAsync(Func<Task> first, Action<RequestState> change)
    {
        await _writing.WaitAsync();
        try
        {
            await first();
            var before = State.Clone();
            try
            {
                change(State);
                State.UpdatedAt = Now;
                await storage.WriteStateAsync();
            }
            catch
            {
                storage.State = before;
                throw;
            }
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

    public Task ClearAsync() => storage.ClearStateAsync();

    /// <summary>What is known of the request.</summary>
    /// <param name="uncommitted">What is done beside what the state says.</param>
    /// <param name="waitingFor">Why it does not go on at the moment.</param>
    /// <param name="imagesPerSecond">How fast it goes on.</param>
    public RequestSnapshot Snapshot(RequestProgress? uncommitted = null, string? waitingFor = null, double? imagesPerSecond = null)
    {
        return SnapshotOfNew(id, State.Submission!, State.CreatedAt) with
        {
            Status = State.Status,
            StatusReason = State.StatusReason ?? waitingFor,
            Attempt = State.Attempt,
            Progress = uncommitted is null ? State.Progress : State.Progress + uncommitted,
            UpdatedAt = State.UpdatedAt,
            StartedAt = State.StartedAt,
            FinishedAt = State.FinishedAt,
            ImagesPerSecond = imagesPerSecond,
        };
    }

    public void Dispose() => _writing.Dispose();
}
