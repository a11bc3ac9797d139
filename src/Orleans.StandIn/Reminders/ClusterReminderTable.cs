namespace Orleans.Runtime;

/// <summary>The memory table of the cluster that the silo is part of.</summary>
internal sealed class ClusterReminderTable(Silo silo) : IReminderTable
{
    public Task InitAsync() => Task.CompletedTask;

    public Task<IReadOnlyList<Reminder>> ReadAllAsync() => silo.Cluster.MemoryReminders.ReadAllAsync();

    public Task<IReadOnlyList<Reminder>> ReadAsync(GrainId grainId) => silo.Cluster.MemoryReminders.ReadAsync(grainId);

    public Task<Reminder?> FindAsync(GrainId grainId, string name) => silo.Cluster.MemoryReminders.FindAsync(grainId, name);

    public Task<Reminder> UpsertAsync(Reminder reminder) => silo.Cluster.MemoryReminders.UpsertAsync(reminder);

    public Task<bool> RemoveAsync(Reminder reminder) => silo.Cluster.MemoryReminders.RemoveAsync(reminder);
}
