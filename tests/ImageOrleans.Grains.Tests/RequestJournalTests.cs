using ImageOrleans.Contracts;
using ImageOrleans.Grains.Requests;
using ImageOrleans.Grains.State;
using Microsoft.Extensions.Time.Testing;

namespace ImageOrleans.Grains.Tests;

public sealed class RequestJournalTests : IDisposable
{
    private readonly HeldState _storage = new();
    private readonly RequestJournal _journal;

    public RequestJournalTests()
    {
        _journal = new RequestJournal(Guid.NewGuid(), _storage, new FakeTimeProvider());
    }

    public void Dispose() => _journal.Dispose();

    [Fact]
    public async Task A_change_is_seen_when_it_is_written_together_with_what_belongs_to_it()
    {
        var open = 5;
        var write = _journal.WriteAsync(
            () => Task.FromResult(true), state => state.Progress = new RequestProgress { RowsDone = 5 }, () => open = 0);
        Assert.Equal(5, _journal.State.Progress.RowsDone + open);

        _storage.Written.SetResult();
        Assert.True(await write);

        Assert.Equal((5, 0), (_journal.State.Progress.RowsDone, open));
    }

    [Fact]
    public async Task A_change_that_is_not_written_is_never_seen()
    {
        var write = _journal.WriteAsync(state => state.CancelRequested = true);
        Assert.False(_journal.State.CancelRequested);

        _storage.Written.SetException(new IOException());
        await Assert.ThrowsAsync<IOException>(() => write);

        Assert.False(_journal.State.CancelRequested);
    }

    [Fact]
    public async Task What_changes_neither_status_nor_counts_does_not_change_the_time()
    {
        _storage.Written.SetResult();
        await _journal.WriteAsync(state => state.EndToTell = true);
        Assert.Equal(default, _journal.State.UpdatedAt);

        await _journal.WriteAsync(state => state.Status = RequestStatus.Processing);
        Assert.Equal(_journal.Now, _journal.State.UpdatedAt);
    }

    /// <summary>A state whose writing the test ends.</summary>
    private sealed class HeldState : IPersistentState<RequestState>
    {
        public TaskCompletionSource Written { get; } = new();

        public RequestState State { get; set; } = new();

        public string Etag => "";

        public bool RecordExists => true;

        public Task WriteStateAsync() => Written.Task;

        public Task ReadStateAsync() => Task.CompletedTask;

        public Task ClearStateAsync() => Task.CompletedTask;
    }
}
