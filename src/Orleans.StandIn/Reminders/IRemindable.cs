using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain that can be reminded.</summary>
public interface IRemindable : IGrain
{
    /// <summary>A reminder is due.</summary>
    /// <param name="reminderName">Its name.</param>
    /// <param name="status">When it should have come, and when it came.</param>
    Task ReceiveReminder(string reminderName, TickStatus status);

    /// <inheritdoc cref="ReceiveReminder(string, TickStatus)" />
    Task ReceiveReminder(string reminderName, TickStatus status, CancellationToken cancellationToken) =>
        ReceiveReminder(reminderName, status);
}
