namespace Orleans.Runtime;

/// <summary>Where reminders are kept.</summary>
internal interface IReminderTable
{
    Task InitAsync();

    Task<IReadOnlyList<Reminder>> ReadAllAsync();

    Task<IReadOnlyList<Reminder>> ReadAsync(GrainId grainId);

    Task<Reminder?> FindAsync(GrainId grainId, string name);

    /// <summary>Answers the row with its new version.</summary>
    Task<Reminder> UpsertAsync(Reminder reminder);

    /// <summary>Tells whether there was a row of that version.</summary>
    Task<bool> RemoveAsync(Reminder reminder);
}
