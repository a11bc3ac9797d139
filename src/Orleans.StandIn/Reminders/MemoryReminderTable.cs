using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>Keeps the reminders of a cluster in memory.</summary>
internal sealed class MemoryReminderTable : IReminderTable
{
    private readonly ConcurrentDictionary<(GrainId, string), Reminder> _rows = new();

    public Task InitAsync() => Task.CompletedTask;

    public Task<IReadOnlyList<Reminder>> ReadAllAsync() => Task.FromResult<IReadOnlyList<Reminder>>([.. _rows.Values]);

    public Task<IReadOnlyList<Reminder>> ReadAsync(GrainId grainId) =>
        Task.FromResult<IReadOnlyList<Reminder>>([.. _rows.Values.Where(r => r.GrainId == grainId)]);

    public Task<Reminder?> FindAsync(GrainId grainId, string name) => Task.FromResult(_rows.GetValueOrDefault((grainId, name)));

    public Task<Reminder> UpsertAsync(Reminder reminder)
    {
        var row = reminder with { ETag = Guid.NewGuid().ToString("N") };
        _rows[(reminder.GrainId, reminder.ReminderName)] = row;
        return Task.FromResult(row);
    }

    public Task<bool> RemoveAsync(Reminder reminder) =>
        Task.FromResult(_rows.TryRemove(KeyValuePair.Create((reminder.GrainId, reminder.ReminderName), reminder)));
}
